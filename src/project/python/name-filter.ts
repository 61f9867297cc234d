import { hashOf } from './relevance.ts'

/**
 * Names of a text, as bits at their hashes: it tells for sure that a name is not among them, and nearly for sure that one
 * is, in far less room and time than a set of strings for each file.
 */
export type NameFilter = Uint32Array

/** Bits of a filter, a power of two: a large file calls some hundred names. */
const SIZE = 1 << 13

export function nameFilter(): NameFilter {
  return new Uint32Array(SIZE >> 5)
}

export function addName(filter: NameFilter, hash: number): void {
  const bit = hash & (SIZE - 1)
  filter[bit >> 5] = (filter[bit >> 5] ?? 0) | (1 << (bit & 31))
}

export function mayHaveName(filter: NameFilter, name: string): boolean {
  const bit = hashOf(name) & (SIZE - 1)
  return ((filter[bit >> 5] ?? 0) & (1 << (bit & 31))) !== 0
}
