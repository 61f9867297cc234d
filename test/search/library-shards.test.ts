import { expect, test } from 'vitest'
import { libraryIn } from '../../src/search/library-shards.ts'
import { librarySlug } from '../../src/search/name-index.ts'
import { shardsOf } from '../../src/search/shard-libraries.ts'
import { compiledKnowledge } from '../knowledge/compiled.ts'

const knowledge = compiledKnowledge()
const shards = shardsOf(knowledge)

async function named(name: string) {
  const read: number[] = []
  const entry = await libraryIn(async (shard) => {
    read.push(shard)
    return shards[shard] ?? { entries: [], slugs: {} }
  }, name)
  return { slug: entry?.slug, entry, read }
}

test('every library is found by the name of its page in one file, by another name in two at most', async () => {
  for (const library of knowledge.libraries) {
    const slug = librarySlug(library)
    // oxlint-disable-next-line no-await-in-loop
    const found = await named(slug)
    expect(found).toMatchObject({ slug, entry: { library } })
    expect(found.read).toHaveLength(1)
    for (const other of library.pypi) {
      // oxlint-disable-next-line no-await-in-loop
      const again = await named(other)
      expect(again.entry, other).toBeDefined()
      expect(again.read.length).toBeLessThanOrEqual(2)
    }
  }
})

test.each([
  ['flash_attn', 'flash-attn'],
  ['FlashAttention', 'flash-attn'],
  ['flash-attn-3', 'flash-attn'],
  ['cv2', 'opencv-python'],
  ['llama.cpp', 'llama.cpp'],
])('%s is the library of %s', async (name, slug) => {
  expect((await named(name)).slug).toBe(slug)
})

test('nothing is made of what nobody knows', async () => {
  for (const name of ['', 'no-such-library', '__proto__', 'constructor']) {
    // oxlint-disable-next-line no-await-in-loop
    expect((await named(name)).entry).toBeUndefined()
  }
})

test('alternatives lead to pages that are there', () => {
  const slugs = new Set(knowledge.libraries.map(librarySlug))
  const linked = shards.flatMap(({ entries }) => entries.flatMap((entry) => Object.values(entry.slugs)))
  expect(linked.length).toBeGreaterThan(50)
  expect(linked.filter((slug) => !slugs.has(slug))).toEqual([])
})

test('a file is a few kilobytes', () => {
  expect(Math.max(...shards.map((shard) => JSON.stringify(shard).length))).toBeLessThan(40_000)
})
