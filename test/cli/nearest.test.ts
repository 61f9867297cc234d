import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearest } from '../../src/lookup/nearest.ts'

const CODES = ['device/cuda-literal', 'device/ignores-metal-gpu', 'precision/float64']

test.each([
  ['device/cuda-litteral', 'device/cuda-literal'],
  ['cuda-literal', 'device/cuda-literal'],
  ['Float64', 'precision/float64'],
  ['bananas', undefined],
])('%s', (word, meant) => expect(nearest(word, CODES)).toBe(meant))

test('a word that is there is nearest to itself', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z]{3,12}$/), { minLength: 1 }), (words) => {
      for (const word of words) expect(nearest(word, words)).toBe(word)
    }),
  )
})
