/** What ends a name in the head of a diff, or begins an escape there. */
const NEEDS_QUOTES = /[\p{Cc}"\\]/u

const ESCAPES: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '"': '\\"', '\\': '\\\\' }

/** A file's name as git and patch read it in the head of a diff: quoted where it has to be, and closed where it has blanks. */
export function nameInDiff(name: string): string {
  if (NEEDS_QUOTES.test(name)) return `"${Array.from(name, escaped).join('')}"`
  return name.includes(' ') ? `${name}\t` : name
}

/** Bytes that are not printable as three octal digits each. */
function escaped(character: string): string {
  const known = ESCAPES[character]
  if (known !== undefined) return known
  if (/[ -~]/.test(character)) return character
  const bytes = [...new TextEncoder().encode(character)]
  return bytes.map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')
}
