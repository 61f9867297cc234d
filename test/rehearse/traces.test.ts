import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runCli } from '../cli/run-cli.ts'
import { tree } from '../files/tree.ts'
import { hasPyTorch, python } from './pytorch.ts'
import { runRehearsal } from './run-rehearsal.ts'

const PROGRAM = [
  'import torch',
  'secret = torch.tensor([31415.0, 2.0], device="mps")',
  'for _ in range(3):',
  '    torch.linalg.svd(torch.diag(secret))',
  '    torch.nn.functional.max_pool3d(torch.ones(1, 1, 2, 2, 2, device="mps"), 2)',
  'secret.repeat(2)',
].join('\n')

// Several processes import PyTorch, which takes a busy machine its time.
describe.skipIf(!hasPyTorch)('a trace', { timeout: 300_000 }, () => {
  test('has operators, types, shapes, counts and lines, no contents, and is judged again without running', async () => {
    const folder = tree({ 'train.py': PROGRAM })
    const trace = join(folder, 'trace.json')
    runRehearsal([join(folder, 'train.py')], ['--record', trace])
    const text = readFileSync(trace, 'utf8')
    const judged = async (release: string) => {
      const json = join(folder, 'again.json')
      const { code } = await runCli(['rehearse', '--replay', trace, '--torch', release, '--json', json, '--', python])
      expect(code).toBe(0)
      const { events, target, command } = JSON.parse(readFileSync(json, 'utf8'))
      expect(target.torch).toBe(release)
      expect(command.at(-1)).toContain('train.py')
      return events.map((event: { kind: string; operator: string; count: number; first: { line: number } }) => [
        event.kind,
        event.operator,
        event.count,
        event.first.line,
      ])
    }

    expect(text).not.toContain('31415')
    expect(JSON.parse(text).calls).toContainEqual([
      'aten::linalg_svd',
      [{ t: 'float32', s: [2, 2], d: 'mps' }],
      {},
      3,
      [join(folder, 'train.py'), 4],
    ])
    expect(await judged('2.14')).toEqual([])
    expect(await judged('2.6')).toEqual([
      ['fell-back', 'aten::linalg_svd', 3, 4],
      ['raised', 'aten::max_pool3d_with_indices', 3, 5],
    ])
  })

  test('that is none is told in a line', async () => {
    const { code, err } = await runCli(['rehearse', '--replay', join(tree({ 'a.json': '{}' }), 'a.json')])

    expect(code).toBe(2)
    expect(err).toMatch(/a\.json is no trace that acclimate rehearse --record wrote/)
  })
})
