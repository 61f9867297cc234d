const DEFAULT_COLUMNS = 80

/** Width and colour of the place where something is shown: a terminal's own, else plain text of 80 columns. */
export function placeOfOutput(file: string | undefined): { columns: number; colour: boolean } {
  const terminal = file === undefined && process.stdout.isTTY === true
  const forbidden = process.env['NO_COLOR'] !== undefined && process.env['NO_COLOR'] !== ''
  return {
    columns: terminal ? process.stdout.columns : DEFAULT_COLUMNS,
    colour: terminal && !forbidden && process.env['TERM'] !== 'dumb',
  }
}
