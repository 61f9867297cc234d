import { printable } from '../terminal/printable.ts'

/** Characters of a sentence, as written in Markdown: with these two a page stays below GitHub's limit, whatever a project says. */
const MAX_PROSE = 600
/** Characters of a name or a line of code, likewise. */
const MAX_CODE = 250

/** Characters that begin or end something in Markdown, HTML or GitHub's formulas, inside a line. */
const MARKS: ReadonlySet<string> = new Set('\\`*_[]<>&|~$')

/** Where GitHub finds mentions, issues, addresses and pictures in text that is finished already. */
const CALLS = /[@#]|:(?=\/\/|[\w+-])|www(?=\.)/gi

/** Invisible, and no part of a name: what it stands in is neither a mention nor an address. */
const BREAK = '\u200B'

/** Text of a project as part of a sentence, not at its beginning: it stays text, on one line, and calls nobody. */
export function prose(text: string): string {
  return encoded(printable(text).replace(CALLS, `$&${BREAK}`), MAX_PROSE)
}

/** Text of a project as code, where GitHub looks for neither mentions nor addresses; also in a cell of a table. */
export function code(text: string): string {
  const shown = encoded(printable(text).trim(), MAX_CODE)
  return shown === '' ? '' : `<code>${shown}</code>`
}

/** An entity begins and ends nothing, and is shown as the character that it stands for. */
function encoded(text: string, limit: number): string {
  let written = ''
  for (const character of text) {
    const next = MARKS.has(character) ? `&#${character.charCodeAt(0)};` : character
    if (written.length + next.length >= limit) return `${written}…`
    written += next
  }
  return written
}
