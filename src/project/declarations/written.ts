import { withinQuotes, type Range } from '../data/quoted.ts'
import type { Slot, Written } from '../facts.ts'
import { parseMarker } from '../requirement/marker.ts'
import { parseRequirement } from '../requirement/requirement.ts'
import { lineStarts, lineText, positionAt, type TextFile } from '../text-file.ts'

/** What stands between a requirement and the next: a comma in lists, nothing where each has a line of its own. */
export type Separator = ',' | ''

/** What pip takes in place of a requirement without giving the name. */
const ADDRESS = /^[a-z+]+:\/\/[^\s;]+$/i

/**
 * How a requirement stands at a place of a file, as PEP 508 writes it; undefined where it is put together, has escapes, or goes
 * over several lines. Without a separator nothing can be put beside it.
 */
export function writtenAt(
  file: TextFile,
  range: Range,
  requirement: string,
  separator?: Separator,
): Written | undefined {
  const quoted = withinQuotes(file.text, range, requirement)
  if (!quoted) return undefined
  const { quote, at, end } = quoted
  const parsed = parseRequirement(requirement)
  if (!parsed.ok && !ADDRESS.test(requirement)) return undefined
  const { marker, url = '' } = parsed.ok ? parsed.requirement : { url: requirement }
  const condition =
    marker === undefined
      ? { marker: slotAt(file, end, url === '' ? '; ' : ' ; ', '') }
      : conditionIn(file, { at: at + requirement.lastIndexOf(marker), end: at + requirement.trimEnd().length }, marker)
  if (!condition) return undefined
  const another = separator === undefined ? undefined : slotBeside(file, at - (quote?.length ?? 0), quote, separator)
  return { ...condition, ...(quote === undefined ? {} : { quote }), ...(another ? { another } : {}) }
}

/** Where one more condition goes in a marker; undefined where the marker cannot be read. */
export function conditionIn(
  file: TextFile,
  { at, end }: Range,
  marker: string,
): Pick<Written, 'marker' | 'opening'> | undefined {
  const parsed = parseMarker(marker)
  if (!parsed.ok) return undefined
  if (parsed.marker.kind !== 'or') return { marker: slotAt(file, end, ' and ', '') }
  return { opening: slotAt(file, at, '(', ''), marker: slotAt(file, end, ') and ', '') }
}

/** A place for a text, and what goes before and behind it there. */
export function slotAt(file: TextFile, at: number, before: string, after: string): Slot {
  return { at, ...positionAt(file, at), before, after }
}

/** What may stand before an item that is the first on its line: blanks, the mark of a comment, the dash of a YAML list. */
const ALONE = /^[ \t#-]*$/
/** Longest beginning of a line that is written again. */
const PREFIX_LIMIT = 80

/** The place before an item for another one: on a line of its own where the item has one. */
function slotBeside(file: TextFile, at: number, quote = '', separator: Separator): Slot | undefined {
  const start = at - positionAt(file, at).column + 1
  const prefix = file.text.slice(start, Math.min(at, start + PREFIX_LIMIT + 1))
  const isAlone = prefix.length <= PREFIX_LIMIT && ALONE.test(prefix)
  if (!isAlone && separator === '') return undefined
  return slotAt(file, at, quote, quote + separator + (isAlone ? lineEndOf(file) + prefix : ' '))
}

/** How the first line of a file ends, as all of them are taken to. */
export function lineEndOf(file: TextFile): string {
  const [, second = file.text.length] = lineStarts(file)
  return file.text.slice(lineText(file, 1).length, second) || '\n'
}
