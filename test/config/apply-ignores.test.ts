import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Ignore } from '../../src/config/options.ts'
import { audit } from '../../src/pipeline.ts'

const CODE = [
  'import torch',
  'model = torch.nn.Linear(2, 2)',
  'model.cuda()  # acclimate: ignore[device/cuda-literal] runs on the cluster only',
  '# acclimate: ignore[device/*] so does this',
  'other = model.cuda()',
  'third = model.cuda()',
].join('\n')

async function linesLeft(ignores: readonly Ignore[]): Promise<number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'acclimate-ignores-'))
  writeFileSync(join(folder, 'train.py'), CODE)
  const options = { asOf: '2026-11-01', ignores }
  const { findings } = await audit(folder, options)
  return findings.flatMap(({ sites }) => sites.map(({ line }) => line))
}

describe('what the user has set aside', () => {
  it('goes by line where a remark stands on it or above it', async () => {
    expect(await linesLeft([])).toEqual([6])
  })

  it('goes by code and path', async () => {
    expect(await linesLeft([{ code: 'device/cuda-literal', path: '*.py', reason: 'cluster' }])).toEqual([])
    expect(await linesLeft([{ code: 'device/cuda-literal', path: 'other/*.py', reason: 'cluster' }])).toEqual([6])
    expect(await linesLeft([{ code: 'memory/*', reason: 'cluster' }])).toEqual([6])
  })
})
