import type { Knowledge, Library } from './knowledge.ts'

/** Knowledge with more libraries, which come after the known ones: of two that share a name, the known one is meant. */
export function withLibraries(knowledge: Knowledge, more: readonly Library[]): Knowledge {
  if (more.length === 0) return knowledge
  const libraries = [...knowledge.libraries, ...more]
  // The other parts are still read on first use.
  return Object.create(knowledge, { libraries: { value: libraries, enumerable: true } })
}
