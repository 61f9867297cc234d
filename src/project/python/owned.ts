/** Gives a text as a string of its own. */
export type OwnText = (text: string) => string

/** Most texts that are memoized, and the longest: those of many projects, or a long literal, are not worth the room. */
const KNOWN_LIMIT = 100_000
const LENGTH_LIMIT = 100

/**
 * Makes texts strings of their own: the same string wherever a text occurs, and with characters of its own. What is cut out of
 * a text keeps the whole text in memory as long as it lives, and a project names the same few thousand things in a million
 * places.
 */
export function ownTexts(): OwnText {
  const known = new Map<string, string>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const copy = copyOf(text)
    if (known.size >= KNOWN_LIMIT) known.clear()
    if (text.length <= LENGTH_LIMIT) known.set(copy, copy)
    return copy
  }
}

/**
 * Up to this length what is cut out of a text has characters of its own from the beginning: V8 makes a part of another string
 * of longer ones only (`SlicedString::kMinLength`). Nearly all names are as short.
 */
const OWN_LENGTH = 12

/** Reading it anew is what takes a text out of the one that it is a part of. */
export function copyOf(text: string): string {
  if (text.length <= OWN_LENGTH) return text
  const copy: string = JSON.parse(JSON.stringify(text))
  return copy
}
