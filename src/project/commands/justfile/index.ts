import type { FileFacts } from '../../facts.ts'
import type { Format } from '../../format.ts'
import { siteAt, type TextFile } from '../../text-file.ts'
import { commandsOf } from '../commands-of.ts'
import { gpuFlagsOf } from '../gpu-flags.ts'
import { ofTask } from '../of-task.ts'
import { placeAt, placeOf } from '../place.ts'

/** Longest file that is read, in UTF-16 code units: it is written by hand. */
const MAX_CHARACTERS = 200_000

export const format = {
  name: 'justfile',
  specification: 'https://just.systems/man/en/',
  recognises: (path) => /(?:^|\/)\.?justfile$|\.just$/i.test(path),
  read,
} satisfies Format

/** `device := "cuda"`, `export DEVICE := 'cuda'` */
const VARIABLE = /^(?:export[ \t]+)?([A-Za-z_][\w-]*)[ \t]*:=[ \t]*(["'])([^"'\n]*)\2/
/** The first line of a recipe, with its parameters: `train device="cuda": prepare` */
const RECIPE = /^@?([A-Za-z_][\w-]*)((?:[ \t][^:\n]*)?):(?!=)/
const PARAMETER = /(?<![\w-])([A-Za-z_][\w-]*)=(?:(["'])([^"'\n]*)\2|([\w.:/-]+))/g
/** The lines below it, and those that have nothing to do with one. */
const BODY = /^[ \t]+\S/

/** The commands of the recipes, and what variables and parameters are where nobody says otherwise. */
function read(file: TextFile): FileFacts {
  const commands = partsOf(file.text.slice(0, MAX_CHARACTERS)).flatMap(({ at, text, recipe, line }) => {
    // What a line sets is written here in other words than in the file.
    const place = line === undefined ? placeAt(file, 'task', at) : placeOf('task', siteAt(file, at, at + line))
    return ofTask(commandsOf(asShell(text), place).commands, recipe)
  })
  return { commands, containers: commands.flatMap(gpuFlagsOf) }
}

interface Part {
  readonly at: number
  readonly text: string
  readonly recipe?: string | undefined
  /** The length of the line that sets something. */
  readonly line?: number
}

function partsOf(text: string): readonly Part[] {
  const parts: Part[] = []
  let at = 0
  let recipe: string | undefined
  let body: { at: number; lines: string[] } | undefined
  const close = (): void => {
    if (body) parts.push({ at: body.at, text: body.lines.join('\n'), recipe })
    body = undefined
  }
  for (const line of text.split('\n')) {
    if (BODY.test(line)) {
      body ??= { at, lines: [] }
      body.lines.push(line.replace(/^[ \t]+[@-]+/, (sign) => ' '.repeat(sign.length)))
    } else if (line.trim() !== '') {
      close()
      recipe = RECIPE.exec(line)?.[1]
      parts.push(...settingsOf(line).map((setting) => ({ at, text: setting, line: line.trimEnd().length })))
    } else body?.lines.push(line)
    at += line.length + 1
  }
  close()
  return parts
}

/** What a line sets, as a shell writes it. */
function settingsOf(line: string): readonly string[] {
  const [, name, , value] = VARIABLE.exec(line) ?? []
  if (name !== undefined) return [`${asVariable(name)}='${value ?? ''}'`]
  const parameters = RECIPE.exec(line)?.[2] ?? ''
  return Array.from(
    parameters.matchAll(PARAMETER),
    ([, parameter = '', , quoted, plain]) => `${asVariable(parameter)}='${quoted ?? plain ?? ''}'`,
  )
}

/** The same text, of the same length, with the names between braces as a shell's variables. */
function asShell(text: string): string {
  return text.replace(/\{\{[ \t]*([A-Za-z_][\w-]*)[ \t]*\}\}/g, (whole, name: string) =>
    `\${${asVariable(name)}-}`.padEnd(whole.length),
  )
}

function asVariable(name: string): string {
  return name.replaceAll('-', '_')
}
