import * as v from 'valibot'
import { expect, test } from 'vitest'
import { outputs } from '../../src/generated/outputs.ts'
import { grouped } from '../../src/render/terminal/groups.ts'
import { output as terminal } from '../../src/render/terminal/index.ts'
import { effects } from '../../src/report/effects.ts'
import { reportSchema } from '../../src/report/report-schema.ts'
import type { Finding, Reach, Report } from '../../src/report/report.ts'
import { finding, report, site } from './report.ts'
import { sampleReport } from './sample.ts'
import { shown } from './shown.ts'

const findings = effects.flatMap((effect, index) => [
  finding({ effect, fingerprint: `f${index}`, sites: [site('a.py', index + 1), site('b/ü.ipynb', 2)] }),
  finding({ effect, fingerprint: `f${index}-2`, reach: 'test', certainty: 'possible', platform: 'cuda' }),
])
const whole = report({ findings })

type Reader = (text: string) => readonly unknown[]

/** How the fingerprints are found again where a format says more of them than that the finding is there. */
const READERS: Readonly<Record<string, Reader>> = {
  json: (text) => v.parse(reportSchema, JSON.parse(text)).findings.map(({ fingerprint }) => fingerprint),
  html: (text) =>
    JSON.parse(/id="report">(.*)<\/script>/.exec(text)?.[1] ?? '').findings.map((one: Finding) => one.fingerprint),
  // A result for each place.
  sarif: (text) => [
    ...new Set(JSON.parse(text).runs[0].results.map((result: Result) => result.partialFingerprints['acclimate/v1'])),
  ],
  github: (text) => [...text.matchAll(/%0Aacclimate explain \S+ \((\S+)\)$/gm)].map(([, print]) => print),
  markdown: (text) => [...text.matchAll(/<!-- (\S+) --> \|$/gm)].map(([, print]) => print),
}

/** Outputs that show no fingerprints, and why they need not. */
const WITHOUT_FINGERPRINTS: Readonly<Record<string, string>> = {
  badge: 'it shows the status alone',
  lines: 'a line is for people and editors; it has file, line, column and code',
  statistics: 'it counts places by kind',
  terminal: 'it has no room for them; that it counts the places of every finding is tested below',
}

interface Result {
  readonly partialFingerprints: Readonly<Record<string, string>>
}

/** Every word that is a fingerprint of the report, once: what any output has to show, if nothing else is said above. */
function plainReader({ findings: all }: Report): Reader {
  const fingerprints = new Set(all.map(({ fingerprint }) => fingerprint))
  return (text) => [...new Set(text.match(/[\w-]+/g))].filter((word) => fingerprints.has(word))
}

test('what is said of outputs here is about outputs that there are', () => {
  const named = [...Object.keys(READERS), ...Object.keys(WITHOUT_FINGERPRINTS)]
  expect(named.filter((name) => !(name in outputs))).toEqual([])
})

const listing = Object.entries(outputs).filter(([name]) => !(name in WITHOUT_FINGERPRINTS))

test.each(listing)(
  '%s shows every finding with its fingerprint, or has a reader or a reason here',
  async (name, load) => {
    const output = await load()
    for (const expected of [whole, sampleReport]) {
      const found = (READERS[name] ?? plainReader(expected))(shown(output, expected))
      expect(found.toSorted()).toEqual(expected.findings.map(({ fingerprint }) => fingerprint).toSorted())
    }
  },
)

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
