import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { auditFiles } from '../../src/audit-files.ts'
import { withDefaults } from '../../src/config/options.ts'
import { inMemory } from '../../src/project/files/in-memory.ts'
import type { Report, Site } from '../../src/report/report.ts'
import { reportSchema } from '../../src/report/report-schema.ts'
import { knowledge } from '../../src/shipped/knowledge.ts'
import { parsePython } from '../../src/shipped/parse-python.ts'

/** Whole projects that are broken at random. A failure prints the seed and the smallest project that shows it. */
const SEEDS = [
  'samples/photo-captions',
  'test/audit/fixtures/device-cuda-literal/hit',
  'test/audit/fixtures/dtype-float64/hit',
]
const RUNS = Number(process.env.FUZZ_RUNS ?? 60)
/** What opens, closes, continues, escapes or counts somewhere. */
const WORDS = [
  '"',
  "'''",
  '\0',
  '[',
  '}',
  '\\\n',
  '\t',
  '\r',
  '"""',
  '#',
  '{%',
  ': ',
  '- ',
  '==',
  '*',
  '&a *a',
  '\ud800',
  '🍎',
  '9'.repeat(400),
  'lambda: '.repeat(50),
  '('.repeat(2_000),
]
const host = { knowledge, pythonParser: async () => parsePython }

const originals = SEEDS.map((seed) => filesIn(join(import.meta.dirname, '../..', seed)))

function filesIn(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return Object.fromEntries(
    entries.map(({ parentPath, name }) => {
      const path = join(parentPath, name)
      return [relative(folder, path), readFileSync(path, 'utf8')]
    }),
  )
}

/** One thing that goes wrong with a text, at a place between 0 and 1 of it. */
const damage = fc.oneof(
  fc.record({
    kind: fc.constant('insert'),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    word: fc.constantFrom(...WORDS),
  }),
  fc.record({ kind: fc.constant('cut'), at: fc.double({ min: 0, max: 1, noNaN: true }), word: fc.constant('') }),
  fc.record({ kind: fc.constant('repeat'), at: fc.double({ min: 0, max: 1, noNaN: true }), word: fc.constant('') }),
)

function damaged(text: string, { kind, at, word }: { kind: string; at: number; word: string }): string {
  const place = Math.floor(at * text.length)
  if (kind === 'cut') return text.slice(0, place)
  if (kind === 'repeat') return text.slice(0, place) + text.slice(place, place + 40).repeat(50) + text.slice(place)
  return text.slice(0, place) + word + text.slice(place)
}

const broken = fc
  .record({
    original: fc.constantFrom(...originals),
    damages: fc.array(fc.tuple(fc.nat(), damage), { minLength: 1, maxLength: 6 }),
    /** One file under the name of another. */
    swapped: fc.option(fc.tuple(fc.nat(), fc.nat())),
  })
  .map(({ original, damages, swapped }) => {
    const files = { ...original }
    const paths = Object.keys(files)
    const pathAt = (index: number) => paths[index % paths.length] ?? ''
    for (const [index, what] of damages) files[pathAt(index)] = damaged(files[pathAt(index)] ?? '', what)
    if (swapped) files[pathAt(swapped[0])] = files[pathAt(swapped[1])] ?? ''
    return files
  })

test('a broken project gives a whole report whose places are in its files', async () => {
  await fc.assert(
    fc.asyncProperty(broken, async (files) => {
      const report = await auditFiles(
        { name: 'broken' },
        inMemory(files),
        host,
        withDefaults({ asOf: '2026-11-01' }),
        () => {},
      )

      v.parse(reportSchema, JSON.parse(JSON.stringify(report)))
      for (const { file, line } of sitesOf(report)) {
        expect(Object.keys(files)).toContain(file)
        expect(line).toBeLessThanOrEqual((files[file] ?? '').split(/\r\n|\r|\n/).length)
      }
    }),
    { numRuns: RUNS },
  )
})

function sitesOf({ findings, dependencies }: Report): readonly Site[] {
  return [
    ...findings.flatMap(({ sites, causes }) => [...sites, ...causes]),
    ...dependencies.flatMap(({ sites }) => sites),
  ]
}
