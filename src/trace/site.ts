/** Places of a trace as sites of a report. */
import {
  beforeOnLine,
  codeOfSpan,
  endOfLine,
  lineEndAt,
  siteOfSpan,
  type TextRange,
  textRangeOf,
} from '../project/python/source.ts'
import type { Site } from '../report/report.ts'
import type { Place } from './place.ts'

/** The site of a place; in a notebook it counts in the .ipynb file. */
export function siteOfPlace({ module, at, end }: Place): Site {
  return siteOfSpan(module.source, { at, end })
}

/** The place from where another begins to the end of that line. */
export function restOfLine({ module, at }: Place): Place {
  return { module, at, end: endOfLine(module.source, at) }
}

/** Where a place stands in the text of its file, or of a cell; undefined where it goes from one cell to the next. */
export function textRange({ module, at, end }: Place): TextRange | undefined {
  return textRangeOf(module.source, { at, end })
}

/** The code of a place as it is written; undefined where it goes over several lines. */
export function codeAt({ module, at, end }: Place): string | undefined {
  return codeOfSpan(module.source, { at, end })
}

/** The blanks with which the line of some code begins; undefined where other code stands before it. */
export function indentationAt({ module, at }: Omit<Place, 'end'>): string | undefined {
  const before = beforeOnLine(module.source, at)
  return /^\s*$/.test(before) ? before : undefined
}

/** How lines end where some code stands. */
export function lineEndBehind({ module, at }: Omit<Place, 'end'>): string {
  return lineEndAt(module.source, at)
}
