import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { audit } from '../../src/pipeline.ts'

const folder = mkdtempSync(join(tmpdir(), 'straight-to-metal-'))
writeFileSync(
  join(folder, 'resume.py'),
  [
    'import torch',
    '',
    'model = torch.nn.Linear(4, 4).to("mps")',
    'chosen = torch.load("first.pt", map_location=torch.device("mps"))',
    'of_tensor = torch.load("second.pt", map_location=next(model.parameters()).device)',
  ].join('\n'),
)
afterAll(() => rmSync(folder, { recursive: true }))

it.each([
  ['1.12.1', [4, 5]],
  ['2.0.1', [5]],
  ['2.1.0', []],
])('tells with PyTorch %s which devices a checkpoint cannot be put on', async (torch, lines) => {
  const { findings } = await audit(folder, { asOf: '2025-05-01', packages: { torch } })
  const found = findings.filter(({ code }) => code === 'checkpoint/straight-to-metal')
  expect(found.flatMap(({ sites }) => sites.map(({ line }) => line))).toEqual(lines)
})
