import { withinQuotes } from '../data/quoted.ts'
import type { Written } from '../facts.ts'
import { TEXT_VARIABLES } from '../requirement/marker-tree.ts'
import type { TextFile } from '../text-file.ts'
import { entriesOf, entryAt, type Placed, type PlacedScalar, type PlacedTable } from './placed.ts'
import { conditionIn, lineEndOf, slotAt } from './written.ts'

/** What a format calls the key that holds a marker. */
export type MarkerKey = 'marker' | 'markers'

/**
 * How a requirement or a source stands in its file that is a value of TOML, as `"^2.5"` or as `{ version = "^2.5" }`;
 * undefined where there is no place for a marker that is right for sure.
 */
export function writtenIn(file: TextFile, item: Placed, key: MarkerKey): Written | undefined {
  if (item.kind === 'scalar') return asTable(file, item, key)
  return item.kind === 'table' ? inTable(file, item, key) : undefined
}

/** A version alone becomes a table that has it. */
function asTable(file: TextFile, item: PlacedScalar, key: MarkerKey): Written | undefined {
  const { quote } = withinQuotes(file.text, item, item.text) ?? {}
  if (quote === undefined) return undefined
  return {
    quote,
    opening: slotAt(file, item.at, '{ version = ', ''),
    marker: slotAt(file, item.end, `, ${key} = ${quote}`, `${quote} }`),
  }
}

function inTable(file: TextFile, table: PlacedTable, key: MarkerKey): Written | undefined {
  // Pipenv lets a variable of markers be a key, which goes together with others in ways of its own.
  if (TEXT_VARIABLES.some((variable) => table.entries.has(variable))) return undefined
  const known = entryAt(table, key)
  if (known) return known.value.kind === 'scalar' ? inMarker(file, known.value) : undefined
  const entries = entriesOf(table)
  const [first] = entries
  const last = entries.at(-1)
  if (!first || !last) return undefined
  if (isInline(file, table)) return { quote: '"', marker: slotAt(file, last.end, `, ${key} = "`, '"') }
  const isHeaded = file.text.charAt(table.at) === '['
  const isAlone = /(?:^|[\r\n])[ \t]*$/.test(file.text.slice(Math.max(0, first.at - 80), first.at))
  return isHeaded && isAlone
    ? { quote: '"', marker: slotAt(file, first.at, `${key} = "`, `"${lineEndOf(file)}`) }
    : undefined
}

function inMarker(file: TextFile, value: PlacedScalar): Written | undefined {
  const inner = withinQuotes(file.text, value, value.text)
  if (inner?.quote === undefined) return undefined
  const condition = conditionIn(file, inner, value.text)
  return condition && { ...condition, quote: inner.quote }
}

function isInline({ text }: TextFile, { at, end }: PlacedTable): boolean {
  return text.charAt(at) === '{' && text.charAt(end - 1) === '}'
}
