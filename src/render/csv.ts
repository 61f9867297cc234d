export type CsvCell = string | number | boolean | null | undefined

/** A line of comma-separated values, as RFC 4180 has it. */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(cell).join(',')}\r\n`
}

/** A cell that begins like a formula is text in every spreadsheet once an apostrophe stands before it. */
function cell(value: CsvCell): string {
  const text = value === undefined || value === null ? '' : String(value)
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
