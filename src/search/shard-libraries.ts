import { libraryByName } from '../knowledge/libraries.ts'
import type { Library } from '../knowledge/library.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import { type LibraryEntry, type LibraryShard, plainName, shardOf, SHARDS } from './library-shards.ts'
import { librarySlug } from './name-index.ts'

/**
 * Made by the build, for pages that ask for one library.
 *
 * @returns the files, by their numbers
 */
export function shardsOf({ libraries }: Pick<Knowledge, 'libraries'>): readonly LibraryShard[] {
  const entries = libraries.map((library) => ({
    slug: librarySlug(library),
    library,
    slugs: slugsIn(library, libraries),
  }))
  const slugs = new Map<string, string>()
  // Names that several have mean the one whose page or package is called so, as in look-ups.
  for (const namesOf of [
    ({ slug }: LibraryEntry) => [slug],
    ({ library }: LibraryEntry) => library.pypi,
    ({ library }: LibraryEntry) => [library.name, ...library.aliases],
    ({ library }: LibraryEntry) => [...library.imports, ...library.conda],
  ]) {
    for (const entry of entries) {
      for (const name of namesOf(entry)) if (!slugs.has(plainName(name))) slugs.set(plainName(name), entry.slug)
    }
  }
  return Array.from({ length: SHARDS }, (_, shard) => ({
    entries: entries.filter(({ slug }) => shardOf(plainName(slug)) === shard),
    slugs: Object.fromEntries([...slugs].filter(([name, slug]) => name !== plainName(slug) && shardOf(name) === shard)),
  }))
}

function slugsIn({ alternatives }: Library, libraries: readonly Library[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    alternatives.flatMap(({ library: name }) => {
      const other = name === undefined ? undefined : libraryByName({ libraries }, name)
      return name === undefined || other === undefined ? [] : [[name, librarySlug(other)]]
    }),
  )
}
