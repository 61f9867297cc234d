import { printable } from '../terminal/printable.ts'

/** Characters of a name or a sentence that are shown. */
const MAX_TEXT = 2_000

/** Text of a project in an element or a quoted attribute: it stays text, and begins no element, entity or comment. */
export function asText(text: string): string {
  return readable(text).replace(/[<>&"']/g, (mark) => `&#${mark.charCodeAt(0)};`)
}

/**
 * A value as JSON inside a `<script>`, without a character that could end the element. Texts are cut, and rid of what is
 * invisible or turns the direction of writing: it would let a line of code look like another.
 */
export function asJson(value: unknown): string {
  return JSON.stringify(value, shown).replace(/[<>&\u2028\u2029]/g, escaped)
}

function shown(_: string, part: unknown): unknown {
  return typeof part === 'string' ? readable(part) : isMoved(part) ? { ...part, focus: undefined } : part
}

/** Whether a place marks a part of an excerpt that is shown otherwise than it stands, so that another part would be marked. */
function isMoved(part: unknown): part is { readonly focus: object } {
  if (typeof part !== 'object' || part === null || !('excerpt' in part) || !('focus' in part)) return false
  return typeof part.excerpt === 'string' && readable(part.excerpt) !== part.excerpt
}

function escaped(mark: string): string {
  return String.raw`\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`
}

function readable(text: string): string {
  return printable(text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text)
}
