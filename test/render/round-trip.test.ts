import * as v from 'valibot'
import { expect, test } from 'vitest'
import { output as github } from '../../src/render/github/index.ts'
import { output as html } from '../../src/render/html/index.ts'
import { output as json } from '../../src/render/json/index.ts'
import { output as markdown } from '../../src/render/markdown/index.ts'
import { output as sarif } from '../../src/render/sarif/index.ts'
import { grouped } from '../../src/render/terminal/groups.ts'
import { output as terminal } from '../../src/render/terminal/index.ts'
import type { Output } from '../../src/render/output.ts'
import { effects } from '../../src/report/effects.ts'
import { reportSchema } from '../../src/report/report-schema.ts'
import type { Finding, Reach } from '../../src/report/report.ts'
import { finding, report, site } from './report.ts'
import { sampleReport } from './sample.ts'
import { shown } from './shown.ts'

const findings = effects.flatMap((effect, index) => [
  finding({ effect, fingerprint: `f${index}`, sites: [site('a.py', index + 1), site('b/ü.ipynb', 2)] }),
  finding({ effect, fingerprint: `f${index}-2`, reach: 'test', certainty: 'possible', platform: 'cuda' }),
])
const whole = report({ findings })

/** How the fingerprints are found again in what each format shows. */
const READERS: readonly (readonly [Output, (text: string) => readonly unknown[]])[] = [
  [json, (text) => v.parse(reportSchema, JSON.parse(text)).findings.map(({ fingerprint }) => fingerprint)],
  [
    html,
    (text) =>
      JSON.parse(/id="report">(.*)<\/script>/.exec(text)?.[1] ?? '').findings.map((one: Finding) => one.fingerprint),
  ],
  [
    sarif,
    (text) => JSON.parse(text).runs[0].results.map((result: Result) => result.partialFingerprints['acclimate/v1']),
  ],
  [github, (text) => [...text.matchAll(/%0Aacclimate explain \S+ \((\S+)\)$/gm)].map(([, print]) => print)],
  [markdown, (text) => [...text.matchAll(/<!-- (\S+) --> \|$/gm)].map(([, print]) => print)],
]

interface Result {
  readonly partialFingerprints: Readonly<Record<string, string>>
}

test.each(READERS)('$name shows every finding once', (output, fingerprints) => {
  for (const { findings: told, ...rest } of [whole, sampleReport]) {
    const shownPrints = fingerprints(shown(output, { ...rest, findings: told }))
    expect(shownPrints).toHaveLength(told.length)
    expect(shownPrints.toSorted()).toEqual(told.map(({ fingerprint }) => fingerprint).toSorted())
  }
})

/** What the terminal tells apart. */
const CODE_PATHS: readonly (readonly Reach[])[] = [['main', 'unknown'], ['optional'], ['test'], ['vendored']]

/** The terminal has no room for fingerprints: it tells every kind on every code path, and how many places it has. */
test('terminal counts the places of every finding', () => {
  for (const { findings: told, ...rest } of [whole, sampleReport]) {
    const text = shown(terminal, { ...rest, findings: told })
    const groups = CODE_PATHS.flatMap((path) => grouped(told.filter(({ reach }) => path.includes(reach))))
    const atLength = [...text.matchAll(/^\d+\. .*\((\d+) places?\)$/gm)]
    const inShort = [...text.matchAll(/^ {3}[a-z-]+\/[a-z0-9-]+ .*?, (\d+) places?\b/gm)]
    const counts = [...atLength, ...inShort].map(([, count]) => Number(count))

    expect(counts.toSorted()).toEqual(groups.map(({ places }) => places).toSorted())
    for (const { code } of told) expect(text).toContain(code)
  }
})
