import { commandsOf } from './commands/commands-of.ts'
import { placeOf } from './commands/place.ts'
import { declarationsOfScript } from './declarations/pep-723/index.ts'
import { factsOfPipCommand } from './declarations/pip-command.ts'
import { declarationsOfSetupPy } from './declarations/setup-py/index.ts'
import type { FactLists, FileFacts, ProjectFacts } from './facts.ts'
import type { ProjectFiles } from './files/project-files.ts'
import type { Format } from './format.ts'
import { isolated } from './isolated.ts'
import type { PythonCode } from './python/module.ts'
import { type OwnText, ownTexts } from './python/owned.ts'
import type { ParsePython } from './python/parser.ts'
import type { CellCommand } from './python/notebook.ts'
import { readModule } from './python/read-module.ts'
import { receivedNames } from './python/received-names.ts'
import { notedOnly, type Relevance } from './python/relevance.ts'
import { sumFacts } from './sum-facts.ts'
import { type FileSummary, NO_SUMMARIES, type Summaries, summaryOf } from './summary.ts'
import type { TextFile } from './text-file.ts'

/** Everything but the Python code: manifests, locks, containers, configuration, CUDA sources. */
export type Declared = FactLists

const SETUP = /(^|\/)setup\.py$/

/** Whether a path is that of Python code, in a notebook or not. */
export function isPython(path: string): boolean {
  return /\.(py|ipynb)$/.test(path)
}

/** Reads every file that is not Python, and setup.py, with the readers that know it. */
export function readDeclared(
  files: ProjectFiles,
  formats: readonly Format[],
  parse: ParsePython,
  summaries: Summaries = NO_SUMMARIES,
): Declared {
  const facts: FileFacts[] = []
  for (const path of files.paths) {
    if (isPython(path) && !SETUP.test(path)) continue
    const file = files.read(path)
    if (file) facts.push(summaryOf(file, '', summaries, () => summarizeDeclared(file, formats, parse)).facts)
  }
  return sumFacts(withPipCommands(facts))
}

function summarizeDeclared(file: TextFile, formats: readonly Format[], parse: ParsePython): FileSummary {
  return { facts: SETUP.test(file.path) ? setupFacts(file, parse) : sumFacts(readWith(formats, file)) }
}

function readWith(formats: readonly Format[], file: TextFile): FileFacts[] {
  return formats.flatMap((format) =>
    isolated(
      () => (format.recognises(file.path, file.text) ? [format.read(file)] : []),
      (reason) => [failed(file, `the reader of ${format.name} failed: ${reason}`)],
    ),
  )
}

function setupFacts(file: TextFile, parse: ParsePython): FileFacts {
  return isolated(
    () => {
      const { code } = readModule(file, parse, undefined)
      return code ? declarationsOfSetupPy(file, code.body) : {}
    },
    (reason) => failed(file, `reading what it declares failed: ${reason}`),
  )
}

function failed({ path }: TextFile, reason: string): FileFacts {
  return { unread: [{ file: path, reason }] }
}

/** The facts of a project, and its Python code, of which facts hold none. */
export interface ReadProject {
  readonly facts: ProjectFacts
  readonly code: readonly PythonCode[]
}

/**
 * Python code, in UTF-16 units, up to which all of a project is read: most programs of one person are no larger, and take
 * a quarter of a second for it. What is left out of larger ones is hardly ever missed; in a script every line may be.
 */
export const WHOLE_PROJECT_LIMIT = 300_000

/** How Python code is read. */
export interface HowToRead {
  /** What of the code matters; all of it is read without one. */
  readonly relevance?: Relevance | undefined
  readonly summaries?: Summaries | undefined
  /** Of how much code all is read, whatever matters in it. */
  readonly wholeUpTo?: number
}

/** Reads the Python code, of a larger project as far as it matters, and completes the facts. */
export function readProject(
  name: string,
  files: ProjectFiles,
  declared: Declared,
  parse: ParsePython,
  { relevance, summaries = NO_SUMMARIES, wholeUpTo = WHOLE_PROJECT_LIMIT }: HowToRead,
): ReadProject {
  const { first, rest, isAll } = upTo(wholeUpTo, files)
  const reading = {
    parse,
    relevance: relevance && isAll ? notedOnly(relevance) : relevance,
    summaries,
    own: ownTexts(),
  }
  const read = new Map(first.map((file) => [file.path, summarizePython(file, reading, NO_NAMES)]))
  for (const path of rest) {
    const file = files.read(path)
    if (file) read.set(path, summarizePython(file, reading, NO_NAMES))
  }
  if (!isAll) readForReceived(read, files, reading)
  const all = [...read.values()]
  const code = all.flatMap((summary) => summary.code ?? [])
  const { files: filesRead, bytes: bytesRead, unread } = files.tally()
  const facts = sumFacts([{ unread }, declared, ...withPipCommands(all.map((summary) => summary.facts))])
  return { facts: { name, filesRead, bytesRead, ...facts }, code }
}

/** The first Python files of a project. */
interface First {
  readonly first: readonly TextFile[]
  /** The paths of the others. */
  readonly rest: readonly string[]
  /** Whether these are all, and within the limit. */
  readonly isAll: boolean
}

/** Reads Python files up to the one with which there is more text than the limit. */
function upTo(limit: number, files: ProjectFiles): First {
  const paths = files.paths.filter(isPython)
  const first: TextFile[] = []
  let size = 0
  let count = 0
  for (; count < paths.length && size <= limit; count++) {
    const file = files.read(paths[count] ?? '')
    if (file) first.push(file)
    size += file?.text.length ?? 0
  }
  return { first, rest: paths.slice(count), isAll: size <= limit }
}

/**
 * The same code with some files read to their last line, whatever matters in them. That is asked for once, and takes room, so
 * what is read for it is not kept.
 * @param paths of these files
 */
export function withWholeFiles(
  code: readonly PythonCode[],
  paths: ReadonlySet<string>,
  files: ProjectFiles,
  parse: ParsePython,
  summaries: Summaries = NO_SUMMARIES,
): readonly PythonCode[] {
  const reading = { parse, relevance: undefined, summaries: { ...summaries, keep: NO_SUMMARIES.keep }, own: ownTexts() }
  return code.map((own) => {
    const file = paths.has(own.module.path) ? files.peek(own.module.path) : undefined
    return (file && summarizePython(file, reading, NO_NAMES).code) ?? own
  })
}

/** With what Python code is read. */
interface Reading {
  readonly parse: ParsePython
  readonly relevance: Relevance | undefined
  readonly summaries: Summaries
  readonly own: OwnText
}

const NO_NAMES: ReadonlySet<string> = new Set()

/** How many modules a value is followed through: from where it is made to where it is imported, and on. */
const HANDING_LIMIT = 3

/** Reads again the modules that import values from others, now for their names too, and so on with what these hand on. */
function readForReceived(read: Map<string, FileSummary>, files: ProjectFiles, reading: Reading): void {
  let before: ReadonlyMap<string, ReadonlySet<string>> = new Map()
  for (let count = 0; reading.relevance && count < HANDING_LIMIT; count++) {
    const received = receivedNames([...read.values()].flatMap(({ code }) => code ?? []))
    for (const [path, names] of received) {
      // Tests are told of for what they say themselves: every one imports the device that it runs on.
      if (names.size === before.get(path)?.size || read.get(path)?.code?.module.tests === true) continue
      const file = files.peek(path)
      // A class hands on its fields where it is called, and many are only inherited from.
      const isUsed = file && [...names].some((name) => !name.endsWith('(') || file.text.includes(name))
      if (isUsed) read.set(path, summarizePython(file, reading, names))
    }
    before = received
  }
}

/** @param received names that the file imports from modules which hand on values under them */
function summarizePython(
  file: TextFile,
  { parse, relevance, summaries, own }: Reading,
  received: ReadonlySet<string>,
): FileSummary {
  const words = relevance?.lens ?? 'everything'
  const lens = received.size === 0 ? words : `${words}\0${[...received].toSorted().join(' ')}`
  return summaryOf(file, lens, summaries, () =>
    isolated(
      (): FileSummary => {
        const { code, commands, unread } = readModule(file, parse, relevance, received, own)
        const facts = sumFacts([{ unread }, ...commands.map(factsOfCell), declarationsOfScript(file)])
        return { facts, ...(code ? { code } : {}) }
      },
      (reason) => ({ facts: failed(file, `reading its code failed: ${reason}`) }),
    ),
  )
}

/** What files hold, and what their `pip install` commands declare. */
function withPipCommands(facts: readonly FileFacts[]): readonly FileFacts[] {
  return [...facts, ...facts.flatMap(({ commands }) => commands ?? []).map(factsOfPipCommand)]
}

/** A shell command in a notebook's cell. */
function factsOfCell({ text, site }: CellCommand): FileFacts {
  return commandsOf(text, placeOf('notebook', site))
}
