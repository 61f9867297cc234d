import { JSONInstruction, Onbuild, type Dockerfile } from 'dockerfile-ast'
import { commandsOf, commandsOfWords } from '../../commands/commands-of.ts'
import { placeAt, placeOf } from '../../commands/place.ts'
import type { FileFacts } from '../../facts.ts'
import type { TextFile } from '../../text-file.ts'
import { offsetsOf, siteOf } from './place.ts'
import { shellForm } from './shell-form.ts'

const RUNNING: ReadonlySet<string> = new Set(['RUN', 'CMD', 'ENTRYPOINT'])

/** What RUN, CMD and ENTRYPOINT run, in shell form, as a list of words, or as a here-document. */
export function instructionFacts(file: TextFile, dockerfile: Dockerfile): FileFacts[] {
  if (isForWindows(dockerfile)) return []
  return dockerfile.getInstructions().map((instruction) => {
    const inner = instruction instanceof Onbuild ? instruction.getTriggerInstruction() : instruction
    return inner instanceof JSONInstruction && RUNNING.has(inner.getKeyword()) ? commandFacts(file, inner) : {}
  })
}

/** Commands of Windows are no shell text; another escape character than the backslash is for their paths. */
function isForWindows(dockerfile: Dockerfile): boolean {
  const shells = dockerfile.getInstructions().filter((instruction) => instruction.getKeyword() === 'SHELL')
  const foreign = shells.some((shell) => /powershell|pwsh|cmd/i.test(shell.getArgumentsContent() ?? ''))
  return foreign || dockerfile.getEscapeCharacter() !== '\\'
}

function commandFacts(file: TextFile, instruction: JSONInstruction): FileFacts {
  const range = instruction.getArgumentsRange()
  if (!range) return {}
  const { at, end } = offsetsOf(file, range)
  const written = file.text.slice(at, end)
  const words = written.startsWith('[') ? wordList(written) : []
  if (words.length > 0) return commandsOfWords(words, placeOf('dockerfile', siteOf(file, range)))
  return commandsOf(shellForm(written), placeAt(file, 'dockerfile', at))
}

/** The list form's words; what is no JSON list of strings is shell text, as for the builder. */
function wordList(written: string): string[] {
  try {
    const parsed: unknown = JSON.parse(written.replace(/\\[ \t]*\r?\n/g, ' '))
    return Array.isArray(parsed) && parsed.every((word) => typeof word === 'string') ? parsed : []
  } catch {
    return []
  }
}
