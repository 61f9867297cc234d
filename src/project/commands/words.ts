import type { Assignment, Command, Word } from 'unbash'

/** A word of a command: unquoted, variables as written, with its range in the shell text. */
export interface ShellWord {
  readonly text: string
  readonly at: number
  readonly end: number
}

/** The words of a simple command in order, assignments before it first; redirections are left out. */
export function wordsOf(command: Command, source: string): ShellWord[] {
  const words: ShellWord[] = []
  for (const part of command.prefix) if (part.type === 'Assignment') words.push(assignmentWord(part, source))
  if (command.name) words.push(plainWord(command.name))
  for (const part of command.args) words.push(part.type === 'Word' ? plainWord(part) : assignmentWord(part, source))
  return words
}

function plainWord(word: Word): ShellWord {
  return { text: word.value, at: word.pos, end: word.end }
}

function assignmentWord(assignment: Assignment, source: string): ShellWord {
  const { value, pos, end } = assignment
  const target = source.slice(pos, value.pos)
  return { text: target + (value.type === 'Word' ? value.value : source.slice(value.pos, value.end)), at: pos, end }
}
