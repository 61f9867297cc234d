import { readFileSync } from 'node:fs'
import { type Schema, Validator } from '@cfworker/json-schema'
import { describe, expect, test } from 'vitest'
import { output } from '../../src/render/sarif/index.ts'
import type { Report } from '../../src/report/report.ts'
import { HOSTILE, hostileReport } from './hostile.ts'
import { finding, report, site } from './report.ts'
import { SAMPLE, sampleReport } from './sample.ts'
import { shown } from './shown.ts'

const schema: Schema = JSON.parse(readFileSync(new URL('fixtures/sarif-schema-2.1.0.json', import.meta.url), 'utf8'))
const validator = new Validator(schema, '4', false)

function logOf(of: Report) {
  const log = JSON.parse(shown(output, of))
  expect(validator.validate(log).errors).toEqual([])
  return log.runs[0]
}

test('a finding: a result for every place to change, what leads there, fingerprints, and the page of its rule', () => {
  const run = logOf(
    report({
      findings: [
        finding({
          sites: [
            { ...site('src/a b.py', 3, 'x.cuda()'), column: 5, endColumn: 13, role: 'use', fingerprint: 's1' },
            site('src/a b.py', 7),
          ],
          subject: { kind: 'device', value: 'cuda' },
          causes: [site('conf/ü.yaml', 2, 'device: cuda')],
          effect: 'ignores-gpu',
        }),
      ],
    }),
  )
  const [result, second] = run.results

  expect(run.results).toHaveLength(2)
  expect(second.partialFingerprints).toEqual({ 'acclimate/v1': 'f1' })
  expect(run.tool.driver.rules[result.ruleIndex]).toMatchObject({
    id: result.ruleId,
    shortDescription: { text: 'What device/cuda-literal is' },
    help: { text: expect.stringContaining('More of it.'), markdown: expect.stringContaining('More of it.') },
  })
  expect(result).toMatchObject({
    level: 'warning',
    partialFingerprints: { 'acclimate/v1': 'f1', 'acclimateSite/v1': 's1' },
    properties: { role: 'use', subject: { kind: 'device', value: 'cuda' } },
  })
  expect(result.locations).toHaveLength(1)
  expect(result.locations[0].physicalLocation).toEqual({
    artifactLocation: { uri: 'src/a%20b.py', uriBaseId: 'PROJECTROOT' },
    region: { startLine: 3, startColumn: 5, endLine: 3, endColumn: 13 },
    contextRegion: { startLine: 3, endLine: 3, snippet: { text: 'x.cuda()' } },
  })
  expect(result.relatedLocations[0].physicalLocation.artifactLocation.uri).toBe('conf/%C3%BC.yaml')
  expect(run.columnKind).toBe('utf16CodeUnits')
  expect(run.originalUriBaseIds).toHaveProperty('PROJECTROOT')
})

test('regions of a real project hold the code that is meant, in notebooks and manifests too', () => {
  const locations: readonly Location[] = logOf(sampleReport).results.flatMap(({ locations: all }: Located) => all)
  const sites = sampleReport.findings.flatMap((one) => one.sites)
  const held = locations.map(({ physicalLocation: { artifactLocation, region } }) => {
    const lines = readFileSync(new URL(artifactLocation.uri, SAMPLE), 'utf8').split('\n')
    const last = (lines[region.endLine - 1] ?? '').slice(0, region.endColumn - 1)
    return region.startLine === region.endLine
      ? last.slice(region.startColumn - 1)
      : (lines[region.startLine - 1] ?? '').slice(region.startColumn - 1)
  })

  expect(held).toEqual(sites.map(({ excerpt, focus }) => excerpt.slice(focus?.start, focus?.end)))
  expect(new Set(sites.map(({ file }) => file.split('.').at(-1)))).toEqual(
    new Set(['Dockerfile', 'py', 'yaml', 'ipynb', 'txt']),
  )
})

interface Located {
  readonly locations: readonly Location[]
}

interface Location {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string }
    readonly region: {
      readonly startLine: number
      readonly startColumn: number
      readonly endLine: number
      readonly endColumn: number
    }
  }
}

test('what could not be read is said', () => {
  const unread = [{ file: 'old.py', line: 7, reason: 'could not be parsed' }]
  const run = logOf(report({ coverage: { filesRead: 1, bytesRead: 1, unread, stale: [] } }))

  expect(run.invocations[0].toolExecutionNotifications).toMatchObject([
    {
      message: { text: 'Not read, or not wholly: could not be parsed' },
      locations: [{ physicalLocation: { region: { startLine: 7 } } }],
    },
  ])
})

test('against a baseline, each result says whether it is new', () => {
  const sites = [{ ...site('train.py', 3), known: true as const }, site('train.py', 4)]
  const findings = [finding({ known: true }), finding({ fingerprint: 'f2', sites })]

  expect(logOf(report({ findings, baseline: { known: 1, gone: 0 } })).results).toMatchObject([
    { baselineState: 'unchanged' },
    { baselineState: 'unchanged' },
    { baselineState: 'new' },
  ])
})

function places(count: number) {
  return Array.from({ length: count }, (_, index) => site('train.py', index + 1))
}

test('no more results than GitHub takes, what hurts most first, and how many are left out', () => {
  const findings = [finding({ effect: 'info', sites: places(10_000) }), finding({ sites: places(20_000) })]
  const { results, invocations } = JSON.parse(shown(output, report({ findings }))).runs[0]

  expect(results).toHaveLength(25_000)
  expect(results[0].level).toBe('error')
  expect(invocations[0].toolExecutionNotifications[0].message.text).toContain('5000 more places')
})

describe('hostile text', () => {
  test.each(HOSTILE.map((text) => [text.slice(0, 30), text]))('%j', (_, text) => {
    const [result] = logOf(hostileReport(text)).results
    const { uri } = result.locations[0].physicalLocation.artifactLocation

    expect(uri).toMatch(/^[\w\-.!~*'()%/]+$/)
    expect(result.message.text).not.toMatch(/[\p{Cc}\p{Cf}]|\[[^\]]*[^\\]\]\(|(?<!\{)\{\d+\}/u)
  })
})
