import type { Unread } from '../report/report.ts'
import { commandsOf } from './commands/commands-of.ts'
import { placeOf } from './commands/place.ts'
import { declarationsOfScript } from './declarations/pep-723/index.ts'
import { factsOfPipCommand } from './declarations/pip-command.ts'
import { declarationsOfSetupPy } from './declarations/setup-py/index.ts'
import type { FileFacts, ProjectFacts } from './facts.ts'
import type { Format } from './format.ts'
import type { PythonModule } from './python/module.ts'
import { siteInModule } from './python/module.ts'
import type { ParsePython } from './python/parser.ts'
import { type ReadModule, readModule } from './python/read-module.ts'
import { lineStarts, type TextFile } from './text-file.ts'

/** The files of a project as they come, so that no more than one needs to be held at a time. */
export interface Files {
  readonly name: string
  readonly revision?: string
  readonly texts: Iterable<TextFile>
  /** Read once `texts` has been gone through. */
  readonly tally: () => { readonly files: number; readonly bytes: number; readonly unread: readonly Unread[] }
}

export interface Readers {
  readonly formats: readonly Format[]
  readonly python: ParsePython
  /** Global expression of the words without which a function's body can matter to nobody. */
  readonly relevant: RegExp
}

/** The functions of a setup.py matter as a whole: they return requirements. */
const ANYTHING = /\S/g

/** Reads every file with the readers that know it, and sums up what they found. */
export function readProject(files: Files, readers: Readers): ProjectFacts {
  const facts: FileFacts[] = []
  const modules: PythonModule[] = []
  for (const file of files.texts) {
    for (const format of readers.formats) if (format.recognises(file.path, file.text)) facts.push(format.read(file))
    if (!/\.(py|ipynb)$/.test(file.path)) continue
    const isSetup = /(^|\/)setup\.py$/.test(file.path)
    const read = readModule(file, readers.python, isSetup ? ANYTHING : readers.relevant)
    facts.push({ unread: read.unread }, ...notebookFacts(read), declarationsOfScript(file))
    if (read.module && isSetup) facts.push(declarationsOfSetupPy(read.module))
    if (read.module) modules.push(read.module)
  }
  facts.push(...facts.flatMap(({ commands }) => commands ?? []).map(factsOfPipCommand))
  const { files: filesRead, bytes: bytesRead, unread } = files.tally()
  return {
    name: files.name,
    ...(files.revision === undefined ? {} : { revision: files.revision }),
    filesRead,
    bytesRead,
    unread: [...unread, ...facts.flatMap((fact) => fact.unread ?? [])],
    modules,
    declarations: facts.flatMap((fact) => fact.declarations ?? []),
    locked: facts.flatMap((fact) => fact.locked ?? []),
    indexes: facts.flatMap((fact) => fact.indexes ?? []),
    pythons: facts.flatMap((fact) => fact.pythons ?? []),
    containers: facts.flatMap((fact) => fact.containers ?? []),
    commands: facts.flatMap((fact) => fact.commands ?? []),
    settings: facts.flatMap((fact) => fact.settings ?? []),
    kernels: facts.flatMap((fact) => fact.kernels ?? []),
    builds: facts.flatMap((fact) => fact.builds ?? []),
  }
}

/** The shell commands in a notebook's cells. */
function notebookFacts({ module, commands }: ReadModule): FileFacts[] {
  if (!module) return []
  return commands.map(({ text, line }) => {
    const start = lineStarts(module.file)[line - 1] ?? 0
    const end = lineStarts(module.file)[line] ?? module.file.text.length
    return commandsOf(text, placeOf('notebook', siteInModule(module, start, end)))
  })
}
