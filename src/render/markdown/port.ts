import type { Port, PortedFile, PortSuggestion } from '../../report/port.ts'
import { firstWords, headline, proofWords } from '../terminal/port/index.ts'
import { code, prose } from './text.ts'

/** Fewest backticks that open a block. */
const FENCE = 3

/**
 * A port as suggestions for a pull request: each block is the text of a comment on the lines above it, which GitHub offers to
 * commit.
 * @param prefix the project's folder in its repository, with a slash at its end
 */
export function markdownPort(port: Port, prefix = ''): string {
  const { changes, files, first } = port
  const parts = [
    prose(headline(port)),
    ...(first ? [prose(`First: ${firstWords(first)}`)] : []),
    ...(changes.length === 0 ? [] : [prose(proofWords(port))]),
    ...files.flatMap((file) => suggestionsOf(file, prefix)),
  ]
  return `${parts.join('\n\n')}\n`
}

function suggestionsOf({ path, suggestions }: PortedFile, prefix: string): readonly string[] {
  return suggestions.flatMap((suggestion) => [
    `### ${code(prefix + path)}, ${linesOf(suggestion)}`,
    ...suggestion.why.map(prose),
    block(suggestion),
  ])
}

function linesOf({ line, endLine }: PortSuggestion): string {
  return line === endLine ? `line ${line}` : `lines ${line} to ${endLine}`
}

/** Closed by more backticks than there are within. */
function block({ text }: PortSuggestion): string {
  const runs = text.flatMap((line) => line.match(/`+/g) ?? []).map((run) => run.length)
  const fence = '`'.repeat(Math.max(FENCE, ...runs.map((length) => length + 1)))
  return [`${fence}suggestion`, ...text, fence].join('\n')
}
