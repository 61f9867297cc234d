import { csvLine } from 'acclimate/parts'
import type { Answer } from '../questions/ask.ts'

/** The rows of an answer as comma-separated values, under the names of its fields. */
export function asCsv({ question, rows }: Answer): string {
  const fields = Object.keys(question.row.entries)
  const lines = rows.map((row) =>
    fields.map((field) => {
      const value = row[field]
      return typeof value === 'object' && value !== null ? value.join(' ') : value
    }),
  )
  return [fields, ...lines].map(csvLine).join('')
}
