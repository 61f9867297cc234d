/** Characters that need two bytes each, and with them the whole text that they stand in. */
const WIDE = /[\u0100-\uffff]/
const EACH_WIDE = /[\u0100-\uffff]/g

/**
 * A text for as long as the project is judged, in half the memory where that can be. Of what was left out in reading only
 * the words of code are looked for, so that the characters of other scripts in comments and documentation may stand as
 * `?`; what is shown comes from what was kept, and where that has such characters the text stays as it is.
 */
export function narrow(text: string, kept: string): string {
  if (!WIDE.test(text) || WIDE.test(kept)) return text
  // Replacing keeps two bytes a character; reading anew takes one.
  const copy: string = JSON.parse(JSON.stringify(text.replace(EACH_WIDE, '?')))
  return copy
}
