import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { tree } from '../files/tree.ts'
import { hasPyTorch } from './pytorch.ts'
import { runRehearsal } from './run-rehearsal.ts'

const PROGRAM = [
  'import torch, torch.nn as nn, torch.nn.functional as F',
  'assert torch.cuda.is_available() and torch.cuda.device_count() == 1',
  'torch.cuda.manual_seed_all(0)',
  'net = nn.Sequential(nn.Conv2d(1, 4, 3, padding=1), nn.BatchNorm2d(4), nn.ReLU(), nn.Flatten(2), nn.LSTM(16, 3)).cuda()',
  'optimizer = torch.optim.AdamW(net.parameters(), fused=True)',
  'scaler = torch.amp.GradScaler("cuda")',
  'for _ in range(2):',
  '    with torch.autocast("cuda", dtype=torch.bfloat16):',
  '        loss = net(torch.randn(2, 1, 4, 4).cuda(non_blocking=True))[0].float().pow(2).mean()',
  '    optimizer.zero_grad()',
  '    scaler.scale(loss).backward()',
  '    scaler.unscale_(optimizer)',
  '    scaler.step(optimizer)',
  '    scaler.update()',
  'with torch.cuda.stream(torch.cuda.Stream()):',
  '    torch.linalg.eig(torch.eye(3, device="cuda"))',
  'x = torch.arange(3, device="cuda", dtype=torch.float64)',
  'print(loss.device, x.sum().item(), torch.cuda.max_memory_allocated() > 0)',
].join('\n')

// Several processes import PyTorch, which takes a busy machine its time.
describe.skipIf(!hasPyTorch)('a pretended CUDA', { timeout: 300_000 }, () => {
  test('runs what insists on it, and tells what Metal would not do', () => {
    const file = join(tree({ 'train.py': PROGRAM }), 'train.py')
    const { code, out, err, rehearsal } = runRehearsal([file], ['--pretend', 'cuda'])

    expect(code, err).toBe(0)
    expect(out).toBe('cuda:0 3.0 True\n')
    expect(rehearsal.target.pretend).toBe('cuda')
    expect(rehearsal.device.onDevice).toBeGreaterThan(100)
    const told = rehearsal.events.map(({ kind, operator, first }) => [kind, operator, first.line])
    expect(told).toContainEqual(['raised', 'aten::linalg_eig', 16])
    expect(told).toContainEqual(['dtype-refused', 'aten::arange.start_out', 17])
    expect(told.filter(([kind]) => kind === 'dtype-refused').every(([, , line]) => Number(line) > 16)).toBe(true)
    expect(rehearsal.memory?.peakBytes).toBeGreaterThan(0)
  })
})
