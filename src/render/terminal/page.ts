import picocolors from 'picocolors'
import type { Place } from '../output.ts'
import { cut, printable, widthOf, wrap } from './printable.ts'

/** Narrower than this nothing reads well, so the terminal may break the lines itself. */
const MIN_COLUMNS = 40
/** Wider than this the eye loses the line of a text. */
const MAX_COLUMNS = 110

/** What the parts of the page need to know about the place where it is shown. */
export interface Page {
  /** Of texts, which are wrapped. */
  readonly columns: number
  /** Of code and tables, which are cut; infinite where nothing is. */
  readonly width: number
  readonly colours: ReturnType<typeof picocolors.createColors>
}

export function pageFor(options: Place): Page {
  const width = Math.max(MIN_COLUMNS, options.columns)
  return {
    columns: Math.min(MAX_COLUMNS, width),
    width: options.longLines === true ? Infinity : width,
    colours: picocolors.createColors(options.colour),
  }
}

type Paint = (text: string) => string
const plain: Paint = (text) => text

/** A paragraph with `label` before its first line; further lines stand below the text, not below the label. */
export function paragraph(page: Page, indent: number, label: string, text: string, paint: Paint = plain): string[] {
  const start = ' '.repeat(indent)
  const rest = ' '.repeat(indent + widthOf(label))
  const lines = wrap(printable(text), Math.max(20, page.columns - rest.length))
  return lines.map((line, index) => (index === 0 ? start + paint(label) : rest) + line)
}

/** One line in two columns, the second cut to what is left of the width. */
export function twoColumns(
  page: Page,
  indent: number,
  left: string,
  width: number,
  right: string,
  paint: Paint = plain,
): string {
  const first = cut(printable(left), Math.max(width, page.width - indent))
  const gap = ' '.repeat(Math.max(0, width - widthOf(first)) + 2)
  const room = page.width - indent - widthOf(first) - gap.length
  const second = room < 8 ? '' : cut(printable(right), room)
  return ' '.repeat(indent) + page.colours.cyan(first) + (second === '' ? '' : gap + paint(second))
}

/** The same where the second column is a text: nothing of it is cut, and behind a long label it begins on the next line. */
export function labelled(page: Page, indent: number, label: string, width: number, text: string): string[] {
  const first = printable(label)
  const gap = ' '.repeat(Math.max(0, width - widthOf(first)) + 2)
  const { cyan } = page.colours
  if (widthOf(first) + gap.length <= page.columns / 2) return paragraph(page, indent, first + gap, text, cyan)
  return [' '.repeat(indent) + cyan(first), ...paragraph(page, indent + 2, '', text)]
}

/** `1 file`, `2,000 files`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  // By hand, since to load the rules of a language takes longer than all the rest of the page.
  const digits = String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')
  return `${digits} ${count === 1 ? noun : plural}`
}
