import fc from 'fast-check'
import { expect, test } from 'vitest'
import { graphFromBytes, graphToBytes } from '../../src/seen/graph.ts'

test('plain data comes back as it was', () => {
  const plain = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(undefined, null, true, false, -0, NaN, Infinity, -Infinity, 2 ** 29, 2 ** 29 - 1, -1, 0.1),
      fc.integer(),
      fc.double(),
      fc.string({ unit: 'binary' }),
      fc.array(tie('value')),
      fc.array(fc.tuple(tie('value'), tie('value'))).map((pairs) => new Map(pairs)),
      fc.array(tie('value')).map((parts) => new Set(parts)),
      fc.int32Array(),
      fc.dictionary(fc.string(), tie('value'), { noNullPrototype: true }),
    ),
  })).value
  fc.assert(
    fc.property(plain, (value) => {
      expect(graphFromBytes(graphToBytes({ value }))).toStrictEqual({ value })
    }),
  )
})

test('what stands in two places, or in itself, is one thing again', () => {
  const shared = { name: 'shared' }
  const root: Record<string, unknown> = {
    first: shared,
    second: [shared],
    third: new Map([[shared, new Set([shared])]]),
  }
  root['self'] = root
  const read = graphFromBytes(graphToBytes(root)) as typeof root & { first: object; second: object[] }
  expect(read['self']).toBe(read)
  expect(read.second[0]).toBe(read.first)
  expect([...(read['third'] as Map<object, Set<object>>)]).toEqual([[read.first, new Set([read.first])]])
  expect((read['third'] as Map<object, Set<object>>).get(read.first)?.has(read.first)).toBe(true)
})

test('a key that objects treat otherwise is a key, and what is no data is refused', () => {
  const named = JSON.parse('{"__proto__": {"polluted": true}}')
  const read = graphFromBytes(graphToBytes(named))
  expect(Object.keys(read as object)).toEqual(['__proto__'])
  expect(Object.getPrototypeOf(read)).toBe(Object.prototype)
  expect(() => graphToBytes({ run: () => {} })).toThrow(TypeError)
})
