import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { AuditOptions, Ignore } from '../../src/config/options.ts'
import type { Report } from '../../src/report/report.ts'
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
  const { findings } = await audited({ ignores })
  return findings.flatMap(({ sites }) => sites.map(({ line }) => line))
}

async function audited(options: AuditOptions): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'acclimate-ignores-'))
  writeFileSync(join(folder, 'train.py'), CODE)
  return audit(folder, { asOf: '2026-11-01', ...options })
}

describe('what the user has set aside', () => {
  it('goes by line where a remark stands on it or above it', async () => {
    expect(await linesLeft([])).toEqual([6])
  })

  it('stays on the line below code that has a remark of its own', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'acclimate-ignores-'))
    const code = ['import torch', 'a = 1  # acclimate: ignore[*] of this line', 'b = torch.zeros(1).cuda()']
    writeFileSync(join(folder, 'train.py'), code.join('\n'))
    const { findings, unneeded } = await audit(folder, { asOf: '2026-11-01' })
    expect(findings.flatMap(({ sites }) => sites.map(({ line }) => line))).toEqual([3])
    expect(unneeded).toMatchObject([{ by: 'inline', line: 2 }])
  })

  it('goes by code and path', async () => {
    expect(await linesLeft([{ code: 'device/cuda-literal', path: '*.py', reason: 'cluster' }])).toEqual([])
    expect(await linesLeft([{ code: 'device/cuda-literal', path: 'other/*.py', reason: 'cluster' }])).toEqual([6])
    expect(await linesLeft([{ code: 'memory/*', reason: 'cluster' }])).toEqual([6])
  })

  it('is counted, whichever way it goes', async () => {
    expect((await audited({})).setAside).toEqual([{ by: 'inline', findings: 1, places: 2 }])
    expect((await audited({ ignores: [{ code: '*', reason: 'none of it' }] })).setAside).toEqual([
      { by: 'settings', findings: 1, places: 3 },
    ])
    expect((await audited({ exclude: ['*'] })).setAside).toEqual([{ by: 'excluded', files: 1 }])
    expect((await audited({ remarks: false })).setAside).toEqual([])
  })

  it('stays where remarks are not obeyed', async () => {
    const { findings } = await audited({ remarks: false })
    expect(findings.flatMap(({ sites }) => sites.map(({ line }) => line))).toEqual([3, 5, 6])
  })

  it('is told where it says versions of packages that there are not', async () => {
    const { unneeded } = await audited({ packages: { torchh: '2.0', torch: '2.6.0', 'of-my-own': '1.0' } })
    expect(unneeded).toEqual([
      { by: 'settings', code: 'package', path: 'torchh', unknown: 'torchh', meant: 'torch' },
      { by: 'settings', code: 'package', path: 'of-my-own', unknown: 'of-my-own' },
    ])
  })

  it('is told where it sets nothing aside', async () => {
    expect(await audited({})).not.toHaveProperty('unneeded')
    const { unneeded } = await audited({
      ignores: [
        { code: 'device/cuda-literal', path: '*.py', reason: 'cluster' },
        { code: 'device/cuda-litteral', reason: 'misspelt' },
        { code: 'memroy/*', reason: 'misspelt' },
        { code: 'no-such-thing', reason: 'made up' },
        { code: 'memory/*', path: 'old/', reason: 'gone' },
      ],
    })
    expect(unneeded).toEqual([
      {
        by: 'settings',
        code: 'device/cuda-litteral',
        unknown: 'device/cuda-litteral',
        meant: 'device/cuda-literal',
      },
      { by: 'settings', code: 'memroy/*', unknown: 'memroy/*', meant: 'memory/*' },
      { by: 'settings', code: 'no-such-thing', unknown: 'no-such-thing' },
      { by: 'settings', code: 'memory/*', path: 'old/' },
      // The setting speaks first.
      { by: 'inline', code: 'device/cuda-literal', file: 'train.py', line: 3 },
      { by: 'inline', code: 'device/*', file: 'train.py', line: 4 },
    ])
  })
})
