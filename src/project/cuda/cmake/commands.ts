/** A command of CMake's language and its arguments, unquoted. */
export interface CmakeCommand {
  /** In lower case, as names do not distinguish. */
  readonly name: string
  readonly words: readonly string[]
  readonly at: number
  readonly end: number
}

/** What a CMake file is made of; whatever fits nothing is skipped by one character. */
const TOKEN =
  /#\[(=*)\[|#[^\n]*|\[(=*)\[|"((?:[^"\\]|\\[^])*)(?:"|$)|([A-Za-z_]\w*)[ \t]*(?=\()|\(|\)|((?:[^\s()#"\\]|\\[^])+)/g
/** Most commands of one file; generated lists of tests are longer and say nothing here. */
const MAX_COMMANDS = 20_000

/** The commands of a CMake file in order. Comments are skipped, parentheses within arguments are words of their own. */
export function cmakeCommands(text: string): CmakeCommand[] {
  const commands: CmakeCommand[] = []
  let open: { name: string; words: string[]; at: number; depth: number } | undefined
  TOKEN.lastIndex = 0
  for (let match = TOKEN.exec(text); match && commands.length < MAX_COMMANDS; match = TOKEN.exec(text)) {
    const [token, comment, bracket, quoted, name, bare] = match
    if (comment !== undefined) skipBracket(text, comment)
    else if (token.startsWith('#')) continue
    else if (bracket !== undefined) {
      const start = TOKEN.lastIndex
      skipBracket(text, bracket)
      open?.words.push(text.slice(start, Math.max(start, TOKEN.lastIndex - bracket.length - 2)))
    } else if (!open) {
      if (name !== undefined) open = { name: name.toLowerCase(), words: [], at: match.index, depth: 0 }
    } else if (token === '(') open.depth += 1
    else if (token === ')') {
      open.depth -= 1
      if (open.depth > 0) continue
      commands.push({ name: open.name, words: open.words, at: open.at, end: TOKEN.lastIndex })
      open = undefined
    } else open.words.push(quoted ?? name ?? bare ?? '')
  }
  return commands
}

/** Goes behind the end of a bracket comment or argument, or to the end of the text. */
function skipBracket(text: string, equals: string): void {
  const mark = `]${equals}]`
  const found = text.indexOf(mark, TOKEN.lastIndex)
  TOKEN.lastIndex = found < 0 ? text.length : found + mark.length
}
