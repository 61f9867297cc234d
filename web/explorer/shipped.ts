import type { Knowledge } from '../../src/knowledge/knowledge.ts'
import { lazyKnowledge } from '../../src/knowledge/lazy-knowledge.ts'
import { type LibraryEntry, libraryIn } from '../../src/search/library-shards.ts'
import type { NameIndex } from '../../src/search/name-index.ts'

/** What is known, and lies beside the site's pages until it is asked for; each file is fetched once. */
export interface Shipped {
  /**
   * Parts of the knowledge.
   *
   * @throws {Error} where a part cannot be fetched, as without a network before it was there once
   */
  readonly knowledge: <Part extends keyof Knowledge>(...parts: readonly Part[]) => Promise<Pick<Knowledge, Part>>
  /** One library by any of its names, without all others. */
  readonly library: (name: string) => Promise<LibraryEntry | undefined>
  /** Every name that something is known of, for lists and searches. */
  readonly names: () => Promise<NameIndex>
}

/** @param read - gives the text of a file by its path in the site, such as `knowledge/mlx.json` */
export function shippedBy(read: (path: string) => Promise<string>): Shipped {
  const texts = new Map<string, string>()
  // What was not awaited below has no text, and its type keeps callers from it.
  const textOf = (file: string) => texts.get(file) ?? ''
  const known = lazyKnowledge((part) => JSON.parse(textOf(part)))
  let names: NameIndex | undefined
  const asked = new Map<string, Promise<unknown>>()
  const fetched = (file: string) => {
    const asking = asked.get(file) ?? read(`knowledge/${file}.json`).then((text) => texts.set(file, text))
    asked.set(file, asking)
    // A failure is not kept: the network may be back.
    return asking.catch((error: unknown) => {
      asked.delete(file)
      throw error
    })
  }
  return {
    async knowledge(...parts) {
      await Promise.all(parts.map(fetched))
      return known
    },
    async library(name) {
      return libraryIn(async (shard) => {
        await fetched(`libraries/${shard}`)
        return JSON.parse(textOf(`libraries/${shard}`))
      }, name)
    },
    async names() {
      await fetched('names')
      return (names ??= JSON.parse(textOf('names')))
    },
  }
}
