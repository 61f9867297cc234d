import { placeOfOutput, writeOutput } from 'acclimate/command-parts'
import { csvLine } from 'acclimate/parts'
import { tableLines } from '../show/text-table.ts'
import { type Answer, query } from '../tables/query.ts'
import { type Place, withTables } from './answering.ts'

/** `acclimate fleet sql`. */
export async function runSql(place: Place, sql: string, flags: Readonly<Record<string, unknown>>): Promise<number> {
  await withTables(place, async ({ connection }) => {
    writeOutput(written(await query(connection, sql), String(flags['format'])), undefined)
  })
  return 0
}

function written({ columns, rows }: Answer, format: string): string {
  if (format === 'json') return `${JSON.stringify({ columns, rows }, undefined, 2)}\n`
  if (format === 'csv') return [columns, ...rows].map(csvLine).join('')
  const table = columns.map((title, index) => {
    const cells = rows.map((row) => String(row[index] ?? ''))
    return { title, isFigure: cells.length > 0 && cells.every((cell) => /^-?[\d.]*$/.test(cell)), cells }
  })
  return `${tableLines(table, placeOfOutput(undefined).columns, (text) => text).join('\n')}\n`
}
