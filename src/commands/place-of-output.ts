import type { Place } from '../render/output.ts'

const DEFAULT_COLUMNS = 80

/**
 * Width and colour of the place where something is shown: a terminal's own, else plain text of 80 columns in which nothing is cut.
 * FORCE_COLOR asks for colour off a terminal as well, and stands above NO_COLOR, as it does in Node.js.
 */
export function placeOfOutput(file: string | undefined): Place {
  const terminal = file === undefined && process.stdout.isTTY === true
  const { FORCE_COLOR = '', NO_COLOR = '', TERM } = process.env
  const forced = FORCE_COLOR === '' ? undefined : FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  return {
    columns: terminal ? process.stdout.columns : DEFAULT_COLUMNS,
    longLines: !terminal,
    colour: file === undefined && (forced ?? (terminal && NO_COLOR === '' && TERM !== 'dumb')),
  }
}
