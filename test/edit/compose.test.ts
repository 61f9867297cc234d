import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyEdits, type TextEdit } from '../../src/edit/apply.ts'
import { afterEdits, composeEdits } from '../../src/edit/compose.ts'

/** Edits that do not overlap, nor touch at an insertion. */
function editsOf(length: number): fc.Arbitrary<readonly TextEdit[]> {
  const texts = fc.string({ maxLength: 4, unit: fc.constantFrom('x', 'y', '\n') })
  return fc.uniqueArray(fc.nat(length), { maxLength: 8 }).chain((points) => {
    const sorted = points.toSorted((a, b) => a - b)
    const pairs = Array.from({ length: Math.floor(sorted.length / 2) }, (_, index) => index * 2)
    return fc.tuple(
      ...pairs.map((index) =>
        fc.record({
          start: fc.constant(sorted[index] ?? 0),
          end: fc.constantFrom(sorted[index] ?? 0, sorted[index + 1] ?? 0),
          text: texts,
        }),
      ),
    )
  })
}

const text = fc.string({ maxLength: 20, unit: fc.constantFrom('a', 'b', 'c', '\n') })

test('two rounds of edits as one come to the same', () => {
  const rounds = text.chain((before) =>
    editsOf(before.length).chain((first) =>
      editsOf(applyEdits(before, first).length).map((second) => ({ before, first, second })),
    ),
  )
  fc.assert(
    fc.property(rounds, ({ before, first, second }) => {
      const once = composeEdits(before, first, second)
      expect(applyEdits(before, once)).toBe(applyEdits(applyEdits(before, first), second))
    }),
    { numRuns: 2000 },
  )
})

test('edits made one after the other come to the same as all at once', () => {
  const parts = text.chain((before) =>
    editsOf(before.length).chain((edits) =>
      fc.subarray([...edits]).map((first) => ({ before, edits, first, rest: edits.filter((e) => !first.includes(e)) })),
    ),
  )
  fc.assert(
    fc.property(parts, ({ before, edits, first, rest }) => {
      expect(applyEdits(applyEdits(before, first), afterEdits(first, rest))).toBe(applyEdits(before, edits))
    }),
    { numRuns: 2000 },
  )
})
