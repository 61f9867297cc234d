import * as v from 'valibot'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { output } from '../../src/render/json/index.ts'
import { reportSchema } from '../../src/report/report-schema.ts'
import type { Report } from '../../src/report/report.ts'
import type { Plain } from './plain.ts'
import { edit, finding, report, site } from './report.ts'

test('the schema and the type are the same', () => {
  expectTypeOf<Plain<v.InferOutput<typeof reportSchema>>>().toEqualTypeOf<Plain<Report>>()
})

describe('the document', () => {
  test('is the report, and always the same bytes', () => {
    const shown = report({ findings: [finding()] })
    const text = output.render(shown)

    expect(JSON.parse(text)).toEqual(shown)
    expect(text).toBe(output.render(structuredClone(shown)))
    expect(text.endsWith('}\n')).toBe(true)
    expect(v.is(reportSchema, JSON.parse(text))).toBe(true)
  })

  test('survives broken Unicode', () => {
    const text = output.render(report({ project: { name: 'x\uD800' } }))

    expect(text).toContain(String.raw`x\ud800`)
  })
})

const automatic = { kind: 'automatic', effort: 'minutes', summary: 'Do otherwise.' } as const

test('the schema takes a fix by a program with its edits', () => {
  expect(v.is(reportSchema, report({ findings: [finding({ fix: automatic, edits: [edit()] })] }))).toBe(true)
})

test.each([
  ['a finding without a place', { findings: [finding({ sites: [] })] }],
  ['a finding without a source', { findings: [finding({ sources: [] })] }],
  ['a path out of the project', { findings: [finding({ sites: [site('../x.py', 1)] })] }],
  ['an absolute path', { findings: [finding({ sites: [site('/etc/x.py', 1)] })] }],
  ['a line 0', { findings: [finding({ sites: [site('x.py', 0)] })] }],
  ['a fix by a program that nobody told how', { findings: [finding({ fix: automatic })] }],
  ['a fix by a program without a single edit', { findings: [finding({ fix: automatic, edits: [] })] }],
  ['edits of a fix by hand', { findings: [finding({ fix: { ...automatic, kind: 'manual' }, edits: [edit()] })] }],
  ['edits without a fix', { findings: [finding({ edits: [edit()] })] }],
  ['an edit out of the project', { findings: [finding({ fix: automatic, edits: [edit({ file: '../x.py' })] })] }],
  ['an edit that ends before it starts', { findings: [finding({ fix: automatic, edits: [edit({ end: 3 })] })] }],
] satisfies [string, Partial<Report>][])('the schema refuses %s', (_, changes) => {
  expect(v.is(reportSchema, report(changes))).toBe(false)
})

test('fields may be added', () => {
  expect(v.is(reportSchema, { ...report(), more: 1 })).toBe(true)
})
