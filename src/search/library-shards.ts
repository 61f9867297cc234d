import type { Library } from '../knowledge/library.ts'

/**
 * Libraries in files of a few kilobytes, for those who ask about one: all of them together are most of what is known. In which
 * file a name is, follows from the name.
 */
export interface LibraryShard {
  readonly entries: readonly LibraryEntry[]
  /** Slugs by other names of libraries, which are in whichever file: written as `plainName` does. */
  readonly slugs: Readonly<Record<string, string>>
}

/** A library, with the slugs of those that its alternatives name, by their names. */
export interface LibraryEntry {
  readonly slug: string
  readonly library: Library
  readonly slugs: Readonly<Record<string, string>>
}

/** So many that a file is smaller than a page's script. */
export const SHARDS = 64

/**
 * The library of a name: of its page, on an index, when imported, among people.
 *
 * @param read - gets a file by its number
 */
export async function libraryIn(
  read: (shard: number) => Promise<LibraryShard>,
  name: string,
): Promise<LibraryEntry | undefined> {
  const plain = plainName(name)
  const { entries, slugs } = await read(shardOf(plain))
  const found = entries.find(({ slug }) => plainName(slug) === plain)
  const other = Object.hasOwn(slugs, plain) ? slugs[plain] : undefined
  if (found !== undefined || other === undefined) return found
  return (await read(shardOf(plainName(other)))).entries.find(({ slug }) => slug === other)
}

/** `flash_attn` is the same name as `Flash-Attn`, as on the index of packages. */
export function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-')
}

/** FNV-1a of 32 bits, by which names spread evenly. */
export function shardOf(name: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < name.length; index++) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193)
  return (hash >>> 0) % SHARDS
}
