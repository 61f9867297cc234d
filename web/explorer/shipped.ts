import type { Knowledge } from '../../src/knowledge/knowledge.ts'
import { lazyKnowledge } from '../../src/knowledge/lazy-knowledge.ts'
import type { NameIndex } from '../../src/search/name-index.ts'

/** What is known, and lies beside the site's pages until it is asked for. */
export interface Shipped {
  /**
   * Parts of the knowledge, each fetched once.
   *
   * @throws {Error} where a part cannot be fetched, as without a network before it was there once
   */
  readonly knowledge: <Part extends keyof Knowledge>(...parts: readonly Part[]) => Promise<Pick<Knowledge, Part>>
  /** Every name that something is known of, for lists and searches. */
  readonly names: () => Promise<NameIndex>
}

/** A file below `knowledge/`, without its end. */
type File = keyof Knowledge | 'names'

/** @param read - gives the text of a file by its path in the site, such as `knowledge/mlx.json` */
export function shippedBy(read: (path: string) => Promise<string>): Shipped {
  const texts = new Map<File, string>()
  // What was not awaited below has no text, and its type keeps callers from it.
  const known = lazyKnowledge((part) => JSON.parse(texts.get(part) ?? ''))
  let names: NameIndex | undefined
  const asked = new Map<File, Promise<unknown>>()
  const fetched = (part: File) => {
    const asking = asked.get(part) ?? read(`knowledge/${part}.json`).then((text) => texts.set(part, text))
    asked.set(part, asking)
    // A failure is not kept: the network may be back.
    return asking.catch((error: unknown) => {
      asked.delete(part)
      throw error
    })
  }
  return {
    async knowledge(...parts) {
      await Promise.all(parts.map(fetched))
      return known
    },
    async names() {
      await fetched('names')
      return (names ??= JSON.parse(texts.get('names') ?? ''))
    },
  }
}
