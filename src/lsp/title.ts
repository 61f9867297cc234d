import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Edit } from '../report/edit.ts'

/** Most characters of code in a title: menus of editors are narrow. */
const MOST = 60
/** Most characters after an edit in which the bracket is looked for that closes what the edit leaves open. */
const MOST_BEHIND = 200

/** How edits choose Metal: something before the question, which stays in front of what stood there. */
const CHOICE = /^[,\s]*\(?(.+?) if torch\.backends\.mps\.is_available\(\)/
/** What keeps a switch as it was but for Metal. */
const SWITCHED_OFF = 'not torch.backends.mps.is_available()'

/**
 * What edits of one group do, as an editor lists it: short, and an order.
 * @param group - of which at least one is in the document
 * @param isHere - tells those in the document
 */
export function titleOf(group: readonly Edit[], document: TextDocument, isHere: (edit: Edit) => boolean): string {
  const here = group.filter(isHere).toSorted((left, right) => left.start - right.start)
  const [first] = here
  const own = here.filter(({ line }) => line === first?.line)
  const others = new Set(group.map(({ file, cell, line }) => `${file}\0${cell}\0${line}`)).size - 1
  const more = others < 1 ? '' : others === 1 ? ', and 1 more line' : `, and ${others} more lines`
  return `${orderOf(own, document)}${more}`
}

/** @param edits - of one line, in their order */
function orderOf(edits: readonly Edit[], document: TextDocument): string {
  const choice = edits.flatMap(({ text }) => CHOICE.exec(text)?.[1] ?? [])[0]
  if (choice !== undefined) return `Use ${short(choice)} where there is Metal`
  if (edits.some(({ text }) => text === SWITCHED_OFF)) return 'Turn this off where there is Metal'
  const after = written(edits, document)
  if (after.trim() === '') return `Remove ${short(before(edits, document))}`
  return before(edits, document) === '' ? `Add ${short(after)}` : `Write ${short(after)}`
}

function before(edits: readonly Edit[], document: TextDocument): string {
  const text = document.getText()
  return edits.map(({ start, end }) => text.slice(start, end)).join('')
}

/** What stands there afterwards, from the first edit to the last, with the dot before it and up to the bracket that closes it. */
function written(edits: readonly Edit[], document: TextDocument): string {
  const text = document.getText()
  const [from, to] = [edits[0]?.start ?? 0, edits.at(-1)?.end ?? 0]
  let made = text[from - 1] === '.' && before(edits, document) !== '' ? '.' : ''
  let at = from
  for (const edit of edits) {
    made += text.slice(at, edit.start) + edit.text
    at = edit.end
  }
  return made + closing(made, text.slice(to, to + MOST_BEHIND))
}

/** The beginning of a text that closes the round brackets which another leaves open; nothing where it does not. */
function closing(open: string, behind: string): string {
  let depth = open.split('(').length - open.split(')').length
  if (depth <= 0) return ''
  for (const [index, character] of [...behind].entries()) {
    if (character === '\n') return ''
    if (character === '(') depth++
    if (character === ')' && --depth === 0) return [...behind].slice(0, index + 1).join('')
  }
  return ''
}

/** On one line, and cut where it is long. */
function short(code: string): string {
  const line = code.replace(/\s+/g, ' ').trim()
  return line.length > MOST ? `${line.slice(0, MOST - 1).trimEnd()}…` : line
}
