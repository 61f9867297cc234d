import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { differencesFrom } from '../../src/search/differences.ts'
import { nameIndexOf } from '../../src/search/name-index.ts'
import { searchOver } from '../../src/search/search.ts'
import { compiledKnowledge } from '../knowledge/compiled.ts'

const knowledge = compiledKnowledge()
const index = nameIndexOf(knowledge, knowledge.newest)
const search = searchOver(index)

/** The first name that is found, with its kind. */
function first(text: string): string | undefined {
  const [found] = search(text)
  return found && `${found.kind} ${found.id}`
}

describe('what is typed finds what is meant', () => {
  test.each([
    ['flash-attn', 'library flash-attn'],
    ['flash_attn', 'library flash-attn'],
    ['flash attn', 'library flash-attn'],
    ['FlashAttention', 'library flash-attn'],
    ['torch', 'library torch'],
    ['bitsandb', 'library bitsandbytes'],
    ['aten::median', 'operator aten.median'],
    ['torch.linalg.eig', 'function torch.linalg.eig'],
    ['linalg.eig', 'function torch.linalg.eig'],
    ['torch.cuda.synchronize', 'call torch.cuda.synchronize'],
    ['cuda.synchronize', 'call torch.cuda.synchronize'],
    ['rtx 4090', 'machine rtx-4090-24gb'],
    ['4090', 'machine rtx-4090-24gb'],
    ['llama 3.1 8b', 'model llama-3.1-8b'],
    ['qwen3 30b', 'model qwen3-30b-a3b'],
    ['qlora on a mac', 'claim qlora-on-a-mac'],
    ['torch not compiled with cuda enabled', 'message torch-without-cuda'],
  ])('%s', (text, expected) => {
    expect(first(text)).toBe(expected)
  })

  test.each([
    ['falsh-attn', 'library flash-attn'],
    ['bitsandbtyes', 'library bitsandbytes'],
    ['xformer', 'library xformers'],
    ['deepsped', 'library deepspeed'],
    ['tensorlfow', 'library tensorflow'],
    ['synchornize', 'call torch.cuda.synchronize'],
  ])('with a slip of the fingers: %s', (text, expected) => {
    expect(
      search(text)
        .slice(0, 3)
        .map(({ kind, id }) => `${kind} ${id}`),
    ).toContain(expected)
  })

  test('nothing is made of nothing', () => {
    expect(search('')).toEqual([])
    expect(search(' - ')).toEqual([])
    expect(search('zzzzqqqqxx')).toEqual([])
  })
})

test('differences are those of the usual definition, of a name or of how it begins', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 })
  fc.assert(
    fc.property(letters, letters, fc.integer({ min: 0, max: 2 }), (typed, name, most) => {
      const starts = Array.from({ length: name.length + 1 }, (_, end) => name.slice(0, end))
      const fewest = Math.min(...starts.map((start) => slowly(typed, start)))
      expect(differencesFrom(typed, most)(name)).toBe(Math.min(fewest, most + 1))
    }),
  )
})

/** Optimal string alignment, by its recursive definition. */
function slowly(left: string, right: string): number {
  if (left === '' || right === '') return left.length + right.length
  const same = left.at(-1) === right.at(-1) ? 0 : 1
  const isSwapped = left.length > 1 && left.at(-1) === right.at(-2) && left.at(-2) === right.at(-1)
  return Math.min(
    slowly(left.slice(0, -1), right.slice(0, -1)) + same,
    slowly(left.slice(0, -1), right) + 1,
    slowly(left, right.slice(0, -1)) + 1,
    isSwapped ? slowly(left.slice(0, -2), right.slice(0, -2)) + 1 : Infinity,
  )
}

test('every page that a search leads to has an address of its own', () => {
  const slugs = index.libraries.map(({ slug }) => slug)
  expect(new Set(slugs).size).toBe(slugs.length)
})

/** Milliseconds. A key takes some 5; the rest is for a busy machine, on which a search of ten times the work still shows. */
const MOST_FOR_A_KEY = 150

test('a key is answered at once, typed letter by letter, slips and nonsense included', () => {
  const typed = ['scaled dot attention', 'bitsandbtyes', 'zzzzqqqqxx', 'm4 max 64']
  const keys = typed.flatMap((text) => Array.from({ length: text.length }, (_, end) => text.slice(0, end + 1)))
  const times = [...keys, 'x'.repeat(5000)].map((text) => Math.min(timed(text), timed(text), timed(text)))
  expect(Math.max(...times)).toBeLessThan(MOST_FOR_A_KEY)
})

/** Milliseconds of the processor: other programs run beside this test. */
function timed(text: string): number {
  const before = process.cpuUsage()
  search(text)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
