import { commandsOf, type ShellText } from '../../commands/commands-of.ts'
import { placeAt } from '../../commands/place.ts'
import type { TextFile } from '../../text-file.ts'

/** Longest Makefile whose recipes are read: written by hand they are short, and generated ones repeat one recipe. */
const MAX_CHARACTERS = 200_000

/** A recipe line with those that continue it, or a variable for all recipes. */
const SHELL = /^(?:\t[ \t]*[@+-]*|(?=export[ \t]+[A-Za-z_]\w*[ \t]*[:?]?=))((?:[^\\\n]|\\.|\\\n)*)/gm

/** The commands of a Makefile's recipes, and the variables that it exports to them. */
export function recipesOf(file: TextFile): ShellText {
  if (file.text.length > MAX_CHARACTERS) {
    const reason = `makefile: the recipes of a file of more than ${MAX_CHARACTERS} characters`
    return { commands: [], unread: [{ file: file.path, reason }] }
  }
  const texts = [...file.text.matchAll(SHELL)].map((match) => {
    const [whole, line = ''] = match
    const place = placeAt(file, 'make', match.index + whole.length - line.length)
    return commandsOf(asShell(line), place)
  })
  // What a shell cannot read is often make's own, such as conditions and functions within a recipe.
  return { commands: texts.flatMap(({ commands }) => commands), unread: [] }
}

/** The same line, of the same length, with make's variables as a shell writes them. */
function asShell(line: string): string {
  return line
    .replace(/\$\$/g, ' $')
    .replace(/\$\(([\w.-]+)\)/g, '${$1}')
    .replace(
      /^(export[ \t]+\w+)([ \t]*[:?]?=[ \t]*)/,
      (_, name: string, sign: string) => `${' '.repeat(sign.length - 1)}${name}=`,
    )
}
