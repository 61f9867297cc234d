/**
 * Names as their hashes, sorted, each once: a name is among them or it is not, but for one in some ten thousand questions
 * whose hash another name shares. Plain data, in a fraction of the room that the strings would take.
 */
export type NameSet = Int32Array

export const NO_NAMES: NameSet = new Int32Array()

export function nameSet(hashes: readonly number[]): NameSet {
  // In place, since nobody else has it.
  // oxlint-disable-next-line unicorn/no-array-sort
  const sorted = new Int32Array(hashes).sort()
  let count = 0
  for (let at = 0; at < sorted.length; at++) {
    const hash = sorted[at] ?? 0
    if (count === 0 || sorted[count - 1] !== hash) sorted[count++] = hash
  }
  return sorted.slice(0, count)
}

export function hasName(names: NameSet, name: string): boolean {
  return hasHash(names, hashOf(name))
}

export function hasHash(names: NameSet, hash: number): boolean {
  let low = 0
  let high = names.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = names[middle] ?? 0
    if (found === hash) return true
    if (found < hash) low = middle + 1
    else high = middle - 1
  }
  return false
}

/** The hash of a name with one character more (FNV-1a). */
export function hashWith(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01_00_01_93)
}

/** What the hash of every name begins with. */
export const HASH_START = 0x811c9dc5 | 0

export function hashOf(name: string): number {
  let hash = HASH_START
  for (let at = 0; at < name.length; at++) hash = hashWith(hash, name.charCodeAt(at))
  return hash
}

/** The hash of a name that is called, which is another than that of the name. */
export function hashOfCall(hash: number): number {
  return hashWith(hash, OPENING)
}

const OPENING = 0x28
