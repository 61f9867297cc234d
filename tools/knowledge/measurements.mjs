/**
 * Reads knowledge/measurements/: tables of what others have measured, a file for each source. The first line has its
 * address, the second the day and what was left out, the third the names of the columns. A row may have an address of its own.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Columns that hold numbers. */
const NUMBERS = new Set(['depth', 'tokens', 'context', 'batch', 'size', 'steps', 'value'])

/** Every row of every table, with its source and the name of its file. */
export function readMeasurements(folder) {
  const path = join(folder, 'measurements')
  if (!existsSync(path)) return []
  const names = readdirSync(path).filter((name) => name.endsWith('.tsv'))
  return names.toSorted().flatMap((name) => rowsOf(name.replace(/\.tsv$/, ''), readFileSync(join(path, name), 'utf8')))
}

function rowsOf(file, text) {
  const [address, about, header, ...lines] = text.trimEnd().split('\n')
  const url = address.replace(/^# /, '')
  const seen = /seen (\d{4}-\d\d-\d\d)/.exec(about)?.[1]
  if (!url.startsWith('https://') || seen === undefined) throw new Error(`${file}: no address or no day`)
  const columns = header.split('\t')
  return lines.map((line) => {
    const cells = line.split('\t')
    if (cells.length !== columns.length) throw new Error(`${file}: ${line}`)
    const entries = columns.map((column, index) => [column, NUMBERS.has(column) ? Number(cells[index]) : cells[index]])
    const row = Object.fromEntries(entries)
    return { ...row, file, source: { url: row.url ?? url, seen, kind: 'measurement' } }
  })
}
