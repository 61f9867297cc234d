/** What a person wrote into an entry that nothing reads: a slip of the keyboard, mostly. */
export function* unknownKeys(where, object, known) {
  for (const key of Object.keys(object)) if (!known.has(key)) yield { where, what: `has an unknown key: ${key}` }
}
