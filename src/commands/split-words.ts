import { UsageError } from '../config/usage-error.ts'

/** One part of a word: between single quotes, between double quotes, or as it stands with characters behind a backslash. */
const PART = /'([^']*)'|"((?:[^"\\]|\\.)*)"|((?:[^\s'"\\|&;<>$`()*?]|\\.)+)/y

/**
 * The words of a command as a shell splits them; it is run without one.
 * @throws UsageError for what only a shell could do
 */
export function splitWords(command: string): readonly string[] {
  const words: string[] = []
  let at = 0
  while (at < command.length) {
    const blanks = /\s*/y
    blanks.lastIndex = at
    at += blanks.exec(command)?.[0].length ?? 0
    let word: string | undefined
    for (PART.lastIndex = at; ;) {
      const part = PART.exec(command)
      if (!part) break
      at = PART.lastIndex
      word = (word ?? '') + (part[1] ?? (part[2] ?? part[3] ?? '').replaceAll(/\\(.)/g, '$1'))
    }
    if (word !== undefined) words.push(word)
    else if (at < command.length) {
      throw new UsageError(`the command is run without a shell, which would be needed for: ${command.slice(at)}`)
    }
  }
  if (words.length === 0) throw new UsageError('the command is empty')
  return words
}
