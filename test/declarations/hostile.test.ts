import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FileFacts } from '../../src/project/facts.ts'
import { samples } from './formats.ts'
import { fixture } from './shown-facts.ts'

/** Characters that mean something to one of the formats, and some that mean nothing to any. */
const PIECES = [
  '[',
  ']',
  '{',
  '}',
  '"',
  "'",
  '"""',
  '\n',
  '\r',
  ':',
  '-',
  '=',
  '#',
  ',',
  '*',
  '&a',
  '*a',
  '<<: ',
  '\0',
  '\uD800',
  '[[package]]\n',
  '  ',
]

function sitesAreInside(facts: FileFacts, text: string): boolean {
  const lines = text.split(/\r\n?|\n/).length
  const sites = [facts.declarations, facts.locked, facts.indexes, facts.pythons, facts.settings].flatMap(
    (list) => list?.map((fact) => fact.site) ?? [],
  )
  return sites.every(({ line, column, endLine }) => line >= 1 && column >= 1 && endLine >= line && endLine <= lines)
}

describe.each(samples)('hostile $0.name: $1', (format, path) => {
  const whole = fixture(format.name, path)

  test('a file that was cut off or changed is read without throwing, and every site lies in it', () => {
    const cut = fc.nat(whole.length).map((end) => whole.slice(0, end))
    const changed = fc
      .array(fc.tuple(fc.nat(whole.length), fc.nat(8), fc.constantFrom(...PIECES)), { minLength: 1, maxLength: 5 })
      .map((edits) =>
        edits.reduce((text, [at, gone, piece]) => text.slice(0, at) + piece + text.slice(at + gone), whole),
      )
    fc.assert(
      fc.property(fc.oneof(cut, changed, fc.string({ unit: 'binary' })), (text) => {
        format.recognises(path, text)
        return sitesAreInside(format.read({ path, text }), text)
      }),
      { numRuns: 150 },
    )
  })
})

/** One reader of each format is enough where the sample plays no part. */
const readers = new Map(samples.map(([format]) => [format.name, format]))

describe.each([...readers])('monstrous %s', (path, format) => {
  test.each([
    ['deep lists', '['.repeat(50_000)],
    ['deep list behind a key', `a = ${'['.repeat(50)}${']'.repeat(50)}`],
    ['deep mappings', '{"a":'.repeat(20_000)],
    ['deep block lists', '- '.repeat(20_000)],
    ['a dotted key', `a${'.a'.repeat(50_000)} = 1`],
    ['one long line', 'x'.repeat(2_000_000)],
    ['one long string', `a = "${'x'.repeat(2_000_000)}"`],
    ['blanks', `dependencies:${' '.repeat(1_000_000)}x`],
    ['blanks behind a word', `a${' '.repeat(1_000_000)}x`],
    ['a line feed for every word', 'a\n'.repeat(250_000)],
    ['many headers', '[[package]]\n'.repeat(20_000)],
    ['many broken packages', '[[package]]\nname = "\n'.repeat(10_000)],
    ['many pixi packages', `environments:\n  a:\n    packages:\n      b:\n${'      - conda: a\n'.repeat(100_000)}`],
    ['aliases of aliases', `a: &a [x, x]\n${'abcdefghij'.replace(/./g, (name) => `b${name}: &a [*a, *a, *a, *a]\n`)}`],
    ['five megabytes', 'name = "x"\n'.repeat(500_000)],
  ])('%s ends soon', (_, text) => {
    const start = performance.now()
    const facts = format.read({ path, text })
    expect(performance.now() - start).toBeLessThan(10_000)
    expect(facts.unread?.length ?? 0).toBeLessThan(100)
  })
})
