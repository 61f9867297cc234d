/** The programs that a project starts as commands, in scripts and out of its code. */
import type { CallSeen } from '../../trace/observation.ts'
import type { Place } from '../../trace/place.ts'
import type { Value } from '../../trace/value.ts'
import type { Command } from '../../project/facts.ts'
import type { Library } from '../../knowledge/knowledge.ts'
import type { Certainty, Reach } from '../../report/report.ts'
import { isInContainer } from '../../target/requirements.ts'
import { isForMac } from '../observations/live-calls.ts'
import { certaintyOf, seen } from '../observations/seen.ts'
import { declared, type SiteInRole, useSite } from '../observations/sites.ts'
import { groupBy } from '../group-by.ts'
import { memoized } from '../memoized.ts'
import type { AuditContext } from '../rule.ts'
import { filledIn } from './filled-in.ts'
import { isOwnModule, wayTo } from './import-paths.ts'
import { farthest, reachOfModule, reachOfPath } from './reach.ts'

/** A command with its words, as far as they are known; `?` stands for one that is not. */
export interface Started {
  readonly words: readonly string[]
  /** Of a list in code, where each of them is written. */
  readonly origins?: readonly (Place | undefined)[]
  readonly origin: 'script' | 'code'
  /** The target or task by which people start it. */
  readonly task?: string | undefined
  readonly site: SiteInRole
  readonly reach: Reach
  readonly certainty: Certainty
}

/** What starts another program. Of functions that take a file or a list, the list comes first or behind the file. */
const STARTERS =
  /^(?:subprocess\.(?:Popen|run|call|check_call|check_output|getoutput)|os\.(?:system|popen|execv\w*|spawnv\w*)|asyncio\.(?:subprocess\.)?create_subprocess_(?:exec|shell)|pexpect\.spawn)$/

/** Words that only wrap the command behind them, with what they take. */
const WRAPPERS =
  /^(?:sudo|exec|time|nohup|env|command|nice|stdbuf|xvfb-run|uv|poetry|pipenv|pdm|rye|pixi|hatch|run|uvx|\w+=.*)$/s

/** Whose commands are run where the project is. */
const HERE: readonly Command['origin'][] = ['shell', 'make', 'task', 'notebook']

/** Whether a command is run where the project is, and not in a container or by checks. */
export function isRunHere({ origin, site }: Command): boolean {
  return HERE.includes(origin) && !isInContainer(site.file)
}

/** Every command that would be run on the Mac itself: those of containers and of checks are run elsewhere. */
export const started = memoized((context: AuditContext): readonly Started[] => [
  ...fromScripts(context),
  ...seen(context, 'call', STARTERS)
    .filter(isForMac)
    .flatMap((call) => fromCall(call, context)),
])

function fromScripts({ facts }: AuditContext): readonly Started[] {
  const here = facts.commands.filter(isRunHere)
  return [...groupBy(here, ({ site }) => site.file).values()].flatMap(filledIn).map(({ words, site }) => ({
    words,
    origin: 'script' as const,
    site: declared(site),
    reach: reachOfPath(site.file),
    certainty: 'likely' as const,
  }))
}

function fromCall(call: CallSeen, context: AuditContext): readonly Started[] {
  const given = call.positional.map(({ value }) => value)
  const first = call.keywords.get('args')?.value ?? given.find(({ kind }) => kind === 'collection') ?? given[0]
  if (first === undefined) return []
  const isSpread = first.kind === 'constant' && given.length > 1 && given.every(({ kind }) => kind === 'constant')
  const words = isSpread ? given.flatMap(wordsOf) : wordsOf(first)
  if (words.length === 0) return []
  // A program is mostly started in a function; what decides is whether the code is for Macs at all.
  const reach = farthest([reachOfModule(call.module), wayTo(context, call) === 'guarded' ? 'optional' : 'main'])
  const origins = first.kind === 'collection' ? { origins: first.items.map(({ origin }) => origin) } : {}
  return [{ words, ...origins, origin: 'code', site: useSite(call), reach, certainty: certaintyOf(call, 'likely') }]
}

function wordsOf(value: Value): readonly string[] {
  if (value.kind === 'collection') return value.items.map((item) => wordsOf(item)[0] ?? '?')
  if (value.kind !== 'constant') return []
  return String(value.value)
    .split(/\s+/)
    .filter((word) => word !== '')
}

/** The commands that start a library: by a name that installing it puts on the path, or as a module of it. */
export function startsOf(context: AuditContext, library: Library): readonly Started[] {
  return started(context).filter((command) => isStartOf(programOf(command), library, context))
}

/** What a command starts: a program, or a module that Python runs. */
interface Program {
  readonly program: string
  readonly module?: string
}

/** Asked once for each command, and not again for each library: commands may be long. */
const programOf = memoized(({ words }: Started): Program => {
  const line = words.slice(words.findIndex((word) => !WRAPPERS.test(word)))
  const program = (line[0] ?? '').replace(/^.*\//, '')
  const at = /^(?:python[\d.]*|\?|\$\w+|pythonw)$/.test(program) ? line.indexOf('-m') : -1
  return at < 1 ? { program } : { program, module: line[at + 1] ?? '' }
})

function isStartOf({ program, module }: Program, { commands = [], imports }: Library, context: AuditContext): boolean {
  if (commands.includes(program)) return !context.facts.consoleScripts.some(({ name }) => name === program)
  if (module === undefined) return false
  const [top = module] = module.split('.')
  if (isOwnModule(top, context)) return false
  return imports.some((own) => module === own || module.startsWith(`${own}.`))
}
