import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyEdits } from '../../src/edit/apply.ts'
import { groupedBy } from '../../src/edit/grouped.ts'
import { settle } from '../../src/edit/settle.ts'
import type { Edit } from '../../src/report/edit.ts'
import { edit } from '../render/report.ts'

const at = (group: string, start: number, end: number, more: Partial<Edit> = {}) =>
  edit({ group, start, end, text: 'x', ...more })

/** Names of the groups that are made, and of the others with the reason. */
function outcome(edits: readonly Edit[]) {
  const { taken, setAside } = settle(edits)
  return {
    taken: [...new Set(taken.map(({ group }) => group))].toSorted(),
    setAside: Object.fromEntries(setAside.map(({ group, reason }) => [group, reason])),
  }
}

describe('of two groups that overlap', () => {
  test('the safe one is taken', () => {
    expect(outcome([at('a', 0, 5, { safety: 'suggested' }), at('b', 0, 9)])).toEqual({
      taken: ['b'],
      setAside: { a: 'overlaps with b, which is safer' },
    })
  })

  test('of two that are as safe, the one that covers less', () => {
    expect(outcome([at('a', 0, 5), at('b', 3, 6)])).toEqual({
      taken: ['b'],
      setAside: { a: 'overlaps with b, which covers less' },
    })
  })

  test('of two that cover as much, the first in the text', () => {
    expect(outcome([at('b', 3, 6), at('a', 4, 7)])).toEqual({
      taken: ['b'],
      setAside: { a: 'overlaps with b, which comes first' },
    })
  })

  test('a group is as safe as its least safe edit, and goes as a whole', () => {
    const edits = [at('a', 0, 1), at('a', 20, 30, { safety: 'suggested' }), at('b', 0, 9)]

    expect(outcome(edits)).toEqual({ taken: ['b'], setAside: { a: 'overlaps with b, which is safer' } })
  })
})

test('an edit that two groups have is made once', () => {
  const edits = [at('a', 0, 0), at('b', 0, 0), at('b', 5, 6), at('a', 0, 0)]

  expect(settle(edits)).toEqual({ taken: [at('a', 0, 0), at('b', 5, 6)], setAside: [] })
})

test('beside an insertion nothing is put by another group', () => {
  expect(outcome([at('a', 3, 3, { text: '(' }), at('b', 3, 3, { text: '[' })]).taken).toEqual(['a'])
  expect(outcome([at('a', 3, 3), at('b', 3, 8)]).taken).toEqual(['a'])
  expect(outcome([at('a', 3, 3), at('b', 1, 3)]).taken).toEqual(['a'])
  expect(outcome([at('a', 1, 3), at('b', 3, 5)]).taken).toEqual(['a', 'b'])
})

test('one group may put something beside its own insertion, but not two things in one place', () => {
  expect(outcome([at('a', 3, 3), at('a', 3, 5)])).toEqual({ taken: ['a'], setAside: {} })
  expect(outcome([at('a', 3, 3), at('a', 3, 3, { text: 'y' })])).toEqual({
    taken: [],
    setAside: { a: 'overlaps with itself' },
  })
  expect(outcome([at('a', 3, 5), at('a', 4, 6)]).taken).toEqual([])
})

test('files and cells do not meet', () => {
  const edits = [at('a', 0, 5), at('b', 0, 5, { file: 'b.py' }), at('c', 0, 5, { cell: 0 }), at('d', 0, 5, { cell: 1 })]

  expect(outcome(edits)).toEqual({ taken: ['a', 'b', 'c', 'd'], setAside: {} })
})

const anyEdits = fc.array(
  fc
    .record({
      group: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      start: fc.nat(12),
      length: fc.nat(4),
      text: fc.constantFrom('', 'x', 'y'),
      safety: fc.constantFrom('safe', 'suggested'),
      file: fc.constantFrom('a.py', 'b.py'),
    })
    .map(({ length, ...given }) => edit({ ...given, end: given.start + length })),
  { maxLength: 10 },
)

describe('whatever the edits are', () => {
  test('the order in which they come does not matter', () => {
    const shuffled = anyEdits.chain((edits) =>
      fc.tuple(fc.constant(edits), fc.shuffledSubarray([...edits], { minLength: edits.length })),
    )
    fc.assert(
      fc.property(shuffled, ([edits, others]) => {
        expect(outcome(others)).toEqual(outcome(edits))
      }),
    )
  })

  test('those that are taken can be made, each group whole or not at all', () => {
    fc.assert(
      fc.property(anyEdits, (edits) => {
        const { taken, setAside } = settle(edits)
        for (const own of groupedBy(taken, ({ file }) => file).values()) applyEdits('.'.repeat(20), own)
        const places = new Set(taken.map(({ file, start, end, text }) => JSON.stringify([file, start, end, text])))
        const made = new Set(taken.map(({ group }) => group))
        const left = new Set(setAside.map(({ group }) => group))
        const isMade = ({ group, file, start, end, text }: Edit) =>
          left.has(group) ? made.has(group) : places.has(JSON.stringify([file, start, end, text]))
        expect(edits.filter((one) => isMade(one) === left.has(one.group))).toEqual([])
      }),
    )
  })
})
