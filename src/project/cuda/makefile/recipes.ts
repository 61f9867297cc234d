import { commandsOf, type ShellText } from '../../commands/commands-of.ts'
import { ofTask } from '../../commands/of-task.ts'
import { placeAt } from '../../commands/place.ts'
import type { TextFile } from '../../text-file.ts'

/** Longest Makefile whose recipes are read: written by hand they are short, and generated ones repeat one recipe. */
const MAX_CHARACTERS = 200_000

/** The head of a rule, a recipe line with those that continue it, a variable for all recipes, or one of plain words. */
const SHELL =
  /^(?:([\w.%/-]+)(?![\w.%/-])[^\n:=#]*:(?!=)|(?:\t[ \t]*[@+-]*|(?=export[ \t]+[A-Za-z_]\w*[ \t]*[:?]?=)|(?=[A-Za-z_]\w*[ \t]*[:?]?=[ \t]*[\w.:/-][\w.:/= -]*$))((?:[^\\\n]|\\.|\\\n)*))/gm

/** The commands of a Makefile's recipes, the variables that it exports to them, and those that they name. */
export function recipesOf(file: TextFile): ShellText {
  if (file.text.length > MAX_CHARACTERS) {
    const reason = `makefile: the recipes of a file of more than ${MAX_CHARACTERS} characters`
    return { commands: [], unread: [{ file: file.path, reason }] }
  }
  let task: string | undefined
  const commands = [...file.text.matchAll(SHELL)].flatMap((match) => {
    const [whole, target, line = ''] = match
    if (target !== undefined) {
      task = target
      return []
    }
    const own = commandsOf(asShell(line), placeAt(file, 'make', match.index + whole.length - line.length)).commands
    return ofTask(own, whole.startsWith('\t') ? task : undefined)
  })
  // What a shell cannot read is often make's own, such as conditions and functions within a recipe.
  return { commands, unread: [] }
}

/** A variable of plain words, which make does not quote. */
const PLAIN = /^([A-Za-z_]\w*)([ \t]*[:?]?=[ \t]*)([\w.:/-](?:[\w.:/= -]*[\w.:/=-])?)[ \t]*$/

/** The same line, of the same length, with make's variables as a shell writes them. */
function asShell(line: string): string {
  return line
    .replace(/\$\$/g, ' $')
    .replace(/\$\(([\w.-]+)\)/g, '${$1}')
    .replace(
      PLAIN,
      (_, name: string, sign: string, value: string) => `${' '.repeat(sign.length - 1)}${name}='${value}'`,
    )
    .replace(
      /^(export[ \t]+\w+)([ \t]*[:?]?=[ \t]*)/,
      (_, name: string, sign: string) => `${' '.repeat(sign.length - 1)}${name}=`,
    )
}
