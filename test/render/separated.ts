/** What programs for spreadsheets compute instead of showing it, when a cell begins with it. */
export const FORMULAS: readonly string[] = ['=1+1', '+1+1', '-1+1', '@SUM(1)', '=1+1;2,3\t4']

const SEPARATORS = [',', ';', '\t']

/** By what the cells of a text are separated, when each line has the same number of them; undefined where it is no table. */
export function separatorOf(text: string): string | undefined {
  const lines = text.trimEnd().split('\n')
  return SEPARATORS.find((separator) => {
    const counts = new Set(lines.map((line) => line.split(separator).length))
    return lines.length > 1 && counts.size === 1 && !counts.has(1)
  })
}

/** Cells that begin with a formula, in quotes or not. */
export function formulasIn(text: string, separator: string): readonly string[] {
  return text
    .split('\n')
    .flatMap((line) => line.split(separator))
    .filter((cell) => /^\s*"?\s*[=+\-@]/.test(cell))
}
