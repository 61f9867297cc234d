import { describe, expect, test } from 'vitest'
import { compare } from '../../src/comparison/compare.ts'
import { markdownComparison } from '../../src/render/markdown/comparison.ts'
import { renderComparison } from '../../src/render/terminal/comparison.ts'
import type { Finding, Report, Status } from '../../src/report/report.ts'
import { HOSTILE, hostileReport } from '../render/hostile.ts'
import { finding, report, site } from '../render/report.ts'

const onMetal = (status: Status, findings: readonly Finding[] = []): Report => {
  const { platforms } = report()
  return report({ findings, platforms: { ...platforms, metal: { ...platforms.metal, status } } })
}
/** A report in which each script fares as told. */
const withEntries = (entries: Readonly<Record<string, Status>>): Report =>
  report({
    entryPoints: Object.entries(entries).map(([file, status]) => ({
      file,
      line: 1,
      workloads: [],
      metal: { status, findings: [] },
    })),
  })
const other = finding({ code: 'dtype/float64', fingerprint: 'f9', sites: [site('loss.py', 4)] })

describe('a change is', () => {
  test.each([
    ['the same', report({ findings: [finding()] }), report({ findings: [finding()] }), 'same'],
    [
      'the same where lines moved',
      report({ findings: [finding()] }),
      report({ findings: [finding({ sites: [site('train.py', 30)] })] }),
      'same',
    ],
    ['worse by a finding', report(), report({ findings: [finding()] }), 'worse'],
    ['the same by a remark', report(), report({ findings: [finding({ effect: 'info' })] }), 'same'],
    ['better by a finding', report({ findings: [finding()] }), report(), 'better'],
    ['both', report({ findings: [finding()] }), report({ findings: [other] }), 'mixed'],
    ['worse by a status', onMetal('runs-degraded'), onMetal('blocked'), 'worse'],
    ['better by a status', onMetal('needs-edits'), onMetal('runs-degraded'), 'better'],
    ['worse by a way in', withEntries({ 'train.py': 'runs' }), withEntries({ 'train.py': 'blocked' }), 'worse'],
    ['the same by a new way in', withEntries({}), withEntries({ 'train.py': 'blocked' }), 'same'],
    ['neither where nothing can be said', onMetal('unknown'), onMetal('blocked'), 'same'],
    [
      'worse by what a finding does',
      report({ findings: [finding({ effect: 'degrades' })] }),
      report({ findings: [finding({ fingerprint: 'f2' })] }),
      'worse',
    ],
  ] satisfies [string, Report, Report, string][])('%s', (_, before, after, change) => {
    expect(compare(before, after).change).toBe(change)
  })
})

test('a finding whose line was edited is changed, not new and gone', () => {
  const before = report({ findings: [finding({ sites: [site('train.py', 3, 'x.cuda()')] }), other] })
  const after = report({
    findings: [finding({ sites: [site('train.py', 4, 'y.cuda()')], fingerprint: 'f2', certainty: 'likely' }), other],
  })

  expect(compare(before, after)).toMatchObject({
    change: 'same',
    findings: { new: [], gone: [], changed: [{ fields: ['certainty', 'sites'] }], same: 1 },
  })
})

test('ways into the project are told where they fare otherwise', () => {
  const comparison = compare(
    withEntries({ 'a|b.py': 'blocked', 'same.py': 'runs', 'old.py': 'runs', 'train.py': 'runs' }),
    withEntries({ 'a|b.py': 'runs', 'same.py': 'runs', 'new.py': 'blocked', 'train.py': 'needs-edits' }),
  )

  expect(comparison.change).toBe('mixed')
  expect(comparison.entryPoints).toEqual([
    { file: 'a|b.py', before: 'blocked', after: 'runs', change: 'better' },
    { file: 'train.py', before: 'runs', after: 'needs-edits', change: 'worse' },
  ])
  const page = renderComparison(comparison, { columns: 80, colour: false })
  expect(page).toContain('What runs on a Mac (2)\n')
  expect(page).toMatch(/ {3}train\.py +runs before, needs edits now\n/)
  expect(markdownComparison(comparison)).toContain('\n| <code>train.py</code> | runs before, needs edits now |\n')
})

test('a page for a person, and one for a pull request', () => {
  const comparison = compare(onMetal('runs', [finding()]), onMetal('blocked', [other]))

  expect(renderComparison(comparison, { columns: 80, colour: false })).toMatchInlineSnapshot(`
    "captions: better in some things and worse in others

      Mac       runs before, blocked now
      CUDA      runs
      Advice    either will do

    New (1)
       dtype/float64                   stops the program, loss.py:4

    Gone (1)
       device/cuda-literal             stops the program, train.py:3

    0 findings as before.
    "
  `)
  expect(markdownComparison(comparison)).toMatchInlineSnapshot(`
    "<!-- acclimate diff -->
    ## captions on a Mac

    This change makes some things **better** and others **worse**.

    | | |
    | --- | --- |
    | **Mac** | runs before, blocked now |
    | **CUDA** | runs |
    | **Advice** | either will do |

    ### New: 1

    | effect | place | what happens |
    | --- | --- | --- |
    | stops the program | <code>loss.py:4</code> | A Mac has no device "cuda".<br><code>dtype/float64</code> |

    ### Gone: 1

    | effect | place | what happens |
    | --- | --- | --- |
    | stops the program | <code>train.py:3</code> | A Mac has no device "cuda".<br><code>device/cuda-literal</code> |

    As before: 0.
    "
  `)
})

test.each(HOSTILE.map((text) => [text.slice(0, 30), text]))('hostile text does nothing: %j', (_, text) => {
  const after = hostileReport(text)
  const entryPoints = (after.entryPoints ?? []).map((entry) => ({
    ...entry,
    metal: { ...entry.metal, status: 'needs-edits' as const },
  }))
  const comparison = compare(report({ entryPoints }), after)
  expect(comparison.entryPoints.length).toBeGreaterThan(0)
  const page = markdownComparison(comparison)

  expect(page.length).toBeLessThan(65_536)
  expect(page.replaceAll(/<\/?(?:code|br)>|<!-- acclimate diff -->/g, '')).not.toMatch(/[<>]/)
  expect(renderComparison(comparison, { columns: 80, colour: false }).replaceAll('\n', '')).not.toMatch(
    /[\p{Cc}\p{Cf}]/u,
  )
})
