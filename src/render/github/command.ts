import { printable } from '../terminal/printable.ts'

/** Characters of one message; GitHub cuts what is longer, and people stop reading before. */
const MAX_CHARACTERS = 2_000

/**
 * A workflow command on one line, https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands.
 * @param message may have several lines
 */
export function command(
  level: 'error' | 'warning' | 'notice',
  properties: Readonly<Record<string, string | number>>,
  message: readonly string[],
): string {
  const shown = Object.entries(properties).map(([key, value]) => `${key}=${property(printable(String(value)))}`)
  const lines = message.map((line) => data(printable(line).slice(0, MAX_CHARACTERS)))
  return `::${level} ${shown.join(',')}::${lines.join('%0A')}`
}

/** `%` introduces what is encoded; line ends are gone already. */
function data(text: string): string {
  return text.replaceAll('%', '%25')
}

/** Properties end at `,` and `:`. */
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
