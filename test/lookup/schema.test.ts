import * as v from 'valibot'
import { expect, expectTypeOf, test } from 'vitest'
import { knownNames } from '../../src/lookup/names.ts'
import { lookUp } from '../../src/lookup/look-up.ts'
import { lookupSchema } from '../../src/report/lookup-schema.ts'
import type { Lookup } from '../../src/report/lookup.ts'
import type { Plain } from '../render/plain.ts'
import { compiledKnowledge } from '../knowledge/compiled.ts'

test('the schema and the type are the same', () => {
  expectTypeOf<Plain<v.InferOutput<typeof lookupSchema>>>().toEqualTypeOf<Plain<Lookup>>()
})

test('every answer that can be given is of the schema', () => {
  const knowledge = compiledKnowledge()
  const kinds = new Set<string>()
  for (const name of [...knownNames(knowledge), 'nothing-of-this-name']) {
    const found = lookUp(knowledge, name, { asOf: '2026-11-01' })
    for (const { kind } of found.answers) kinds.add(kind)
    expect(v.safeParse(lookupSchema, JSON.parse(JSON.stringify(found))).issues, name).toBeUndefined()
  }
  expect([...kinds].toSorted()).toEqual(['call', 'function', 'library', 'operator', 'vision-operator'])
})
