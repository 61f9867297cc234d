import { describe, expect, test } from 'vitest'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readBaseline, saveBaseline, withBaseline } from '../../src/commands/baseline.ts'
import { compare } from '../../src/comparison/compare.ts'
import { audit } from '../../src/pipeline.ts'
import type { Finding, Report } from '../../src/report/report.ts'
import { tree } from '../files/tree.ts'

/** A program that moves each of these to CUDA, one a line. */
function program(...names: readonly string[]): string {
  return `import torch\n\nmodel, loss, data = torch.load("m.pt", map_location="cpu")\n${names.map((name) => `${name}.cuda()\n`).join('')}`
}

async function audited(code: string, more: Readonly<Record<string, string>> = {}): Promise<Report> {
  return audit(tree({ 'train.py': code, ...more }), { asOf: '2026-11-01' })
}

function literals({ findings }: Report): readonly Finding[] {
  return findings.filter(({ code }) => code === 'device/cuda-literal')
}

function fingerprints(report: Report): { readonly findings: string[]; readonly sites: (string | undefined)[] } {
  const found = literals(report)
  return {
    findings: found.map(({ fingerprint }) => fingerprint),
    sites: found.flatMap(({ sites }) => sites.map(({ fingerprint }) => fingerprint)),
  }
}

describe('fingerprints', () => {
  test('stay as they are when other code comes before', async () => {
    const before = fingerprints(await audited(program('model', 'loss')))
    expect(before.findings).toHaveLength(1)
    expect(fingerprints(await audited(`# moved\n\n\n${program('model', 'loss')}`))).toEqual(before)
  })

  test('of the finding and of its other places stay when a place comes or goes', async () => {
    const [one, two, three] = [['loss'], ['model', 'loss'], ['model', 'data', 'loss']].map((names) => program(...names))
    const all = fingerprints(await audited(three ?? ''))
    const less = fingerprints(await audited(two ?? ''))
    const least = fingerprints(await audited(one ?? ''))

    expect(less.findings).toEqual(all.findings)
    expect(least.findings).toEqual(all.findings)
    expect(less.sites).toEqual([all.sites[0], all.sites[2]])
    expect(least.sites).toEqual([all.sites[2]])
  })

  test('of lines that read the same are numbered, so that one more line is one more fingerprint', async () => {
    const two = fingerprints(await audited(program('model', 'model'))).sites
    const three = fingerprints(await audited(program('model', 'model', 'model'))).sites

    expect(new Set(three).size).toBe(3)
    expect(three.slice(0, 2)).toEqual(two)
    expect(two[1]).toBe(`${two[0]}-2`)
  })

  test('tell the same line in another file, and what is only possible, apart', async () => {
    const perhaps = 'import torch\n\ndef never(model):\n    model.cuda()\n\ntorch.zeros(1).cuda()\n'
    const { findings, sites } = fingerprints(
      await audited(program('model'), { 'b.py': program('model'), 'c.py': perhaps }),
    )
    expect(new Set(findings).size).toBe(4)
    expect(new Set(sites).size).toBe(4)
  })
})

describe('against a baseline', () => {
  test('exactly the line is told that was added to a file whose others are known', async () => {
    const file = join(tree({}), 'baseline.json')
    saveBaseline(await audited(program('model', 'loss')), file)
    const report = withBaseline(await audited(program('model', 'data', 'loss')), await readBaseline(file))

    const [finding] = literals(report)
    expect(finding?.known).toBeUndefined()
    expect(finding?.sites.map(({ excerpt, known }) => [excerpt, known])).toEqual([
      ['model.cuda()', true],
      ['data.cuda()', undefined],
      ['loss.cuda()', true],
    ])
    expect(report.baseline).toEqual({ known: 0, gone: 0, sites: { known: 2, new: 1, gone: 0 } })
  })

  test('what is gone is counted in places, and in findings of which nothing is left', async () => {
    const file = join(tree({}), 'baseline.json')
    saveBaseline(await audited(program('model', 'loss'), { 'b.py': program('model') }), file)
    const { baseline, findings } = withBaseline(await audited(program('loss')), await readBaseline(file))

    expect(findings.every(({ known }) => known)).toBe(true)
    expect(baseline).toEqual({ known: 1, gone: 1, sites: { known: 1, new: 0, gone: 2 } })
  })

  test.each([
    ['a baseline', '{"schemaVersion": 1, "findings": [{"fingerprint": "f1", "code": "a/b", "file": "a.py"}]}'],
    ['a report', '{"schemaVersion": 1, "findings": [{"fingerprint": "f1", "sites": [{"file": "a.py", "line": 1}]}]}'],
  ])('%s of an earlier version is refused, with what to do', async (_, text) => {
    const file = join(tree({ 'old.json': text }), 'old.json')
    await expect(readBaseline(file)).rejects.toThrow(/is of an earlier version.*write it again with --write-baseline$/)
  })

  test('one without findings is of any version', async () => {
    const file = join(tree({ 'none.json': '{"schemaVersion": 1, "findings": []}' }), 'none.json')
    expect(await readBaseline(file)).toEqual([])
  })

  test('a review sees a finding a line', async () => {
    const file = join(tree({}), 'baseline.json')
    const report = await audited(program('model', 'loss'))
    saveBaseline(report, file)
    expect(readFileSync(file, 'utf8').trimEnd().split('\n')).toHaveLength(report.findings.length + 2)
    writeFileSync(file, JSON.stringify(report))
    expect(await readBaseline(file)).toHaveLength(report.findings.length)
  })
})

test('a comparison tells the line that was added, and calls it worse', async () => {
  const before = await audited(program('model', 'loss'))
  const after = await audited(program('model', 'data', 'loss'))
  const { change, findings } = compare(before, after)

  expect(change).toBe('worse')
  expect(compare(after, before).change).toBe('better')
  expect(findings.changed).toMatchObject([
    { fields: ['sites'], sites: { new: [{ excerpt: 'data.cuda()' }], gone: [] } },
  ])
  expect({ new: findings.new, gone: findings.gone }).toEqual({ new: [], gone: [] })
})
