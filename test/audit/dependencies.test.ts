import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { audit } from '../../src/pipeline.ts'
import type { Dependency } from '../../src/report/report.ts'
import { findingsIn } from './judged.ts'

async function tableAsOf(asOf: string): Promise<ReadonlyMap<string, Dependency>> {
  const folder = join(import.meta.dirname, 'projects', 'table')
  const report = await audit(folder, { asOf })
  return new Map(report.dependencies.map((row) => [row.name, row]))
}

describe('the table of dependencies', () => {
  it('has one row for a name, with every place that asks for it, and none for a folder of its own', async () => {
    const table = await tableAsOf('2026-11-01')
    expect([...table.keys()]).toEqual(['bitsandbytes', 'flash-attn', 'numba', 'scikit-learn', 'torch'])
    expect(table.get('torch')?.sites.map(({ file }) => file)).toEqual(['pyproject.toml', 'requirements.txt'])
    expect(table.get('torch')?.scope).toBe('runtime')
  })

  it('lists what a marker keeps off a Mac, and says how it fares there', async () => {
    const row = (await tableAsOf('2026-11-01')).get('flash-attn')
    expect(row?.metal.status).toBe('unsupported')
    expect(row?.metal.sources.length).toBeGreaterThan(0)
    expect(row?.cuda.status).toBe('supported')
  })

  it('judges the versions that are admitted, not the newest', async () => {
    const row = (await tableAsOf('2026-11-01')).get('bitsandbytes')
    expect(row?.metal.status).toBe('unsupported')
    expect(row?.scope).toBe('optional')
    expect((await tableAsOf('2026-11-01')).get('numba')?.metal.status).toBe('supported')
  })
})

/** The code paths of what is found in some files. */
async function reachesIn(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  return (await findingsIn(files)).map(({ reach }) => reach)
}

it('what was installed on somebody’s machine is beside what a list beside it asks for', async () => {
  const listed = { 'pip_list.txt': 'torch==1.4.0\nscipy==1.4.1\n', 'main.py': 'import torch\n' }
  expect(new Set(await reachesIn({ ...listed, 'requirements.txt': 'torch\n' }))).toEqual(new Set(['optional']))
  expect(new Set(await reachesIn(listed))).toEqual(new Set(['main']))
})
