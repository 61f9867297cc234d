import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { audit } from '../../src/pipeline.ts'

const folder = mkdtempSync(join(tmpdir(), 'bfloat16-'))
writeFileSync(
  join(folder, 'positions.py'),
  [
    'import torch',
    '',
    'device = torch.device("mps" if torch.backends.mps.is_available() else "cpu")',
    'print(torch.arange(4, dtype=torch.bfloat16, device=device))',
  ].join('\n'),
)
afterAll(() => rmSync(folder, { recursive: true }))

it.each([
  ['2.2.2', ['precision/bfloat16-too-old']],
  ['2.3.1', ['operators/limited']],
  ['2.5.1', ['operators/limited']],
  ['2.6.0', []],
])('says of a range of bfloat16 with PyTorch %s what it meets', async (torch, codes) => {
  const { findings } = await audit(folder, { asOf: '2025-05-01', macos: '15.0', packages: { torch } })
  expect(findings.filter(({ effect }) => effect === 'blocks').map(({ code }) => code)).toEqual(codes)
})
