import * as v from 'valibot'
import { expect, test } from 'vitest'
import { output as github } from '../../src/render/github/index.ts'
import { output as html } from '../../src/render/html/index.ts'
import { output as json } from '../../src/render/json/index.ts'
import { output as markdown } from '../../src/render/markdown/index.ts'
import { output as sarif } from '../../src/render/sarif/index.ts'
import type { Output } from '../../src/render/output.ts'
import { effects } from '../../src/report/effects.ts'
import { reportSchema } from '../../src/report/report-schema.ts'
import type { Finding } from '../../src/report/report.ts'
import { finding, report, site } from './report.ts'
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
  expect(fingerprints(shown(output, whole)).toSorted()).toEqual(
    findings.map(({ fingerprint }) => fingerprint).toSorted(),
  )
})
