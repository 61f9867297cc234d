/** The commands that start programs: those of scripts and of code, and those that a README tells its readers to type. */
import type { Certainty, Reach } from '../../../report/report.ts'
import type { Module } from '../../../trace/trace.ts'
import { seen } from '../../observations/seen.ts'
import { declared, type SiteInRole, valueSite } from '../../observations/sites.ts'
import { reachOfPath } from '../../reachability/reach.ts'
import { started } from '../../reachability/started.ts'
import type { AuditContext } from '../../rule.ts'
import { cudaOption, nameOfOption, programOf } from './options.ts'

export interface Start {
  readonly words: readonly string[]
  readonly program: string | undefined
  readonly site: SiteInRole
  readonly reach: Reach
  readonly certainty: Certainty
  /** Whether there are other ways to start the program, by what the command stands in. */
  readonly isOneOfSeveral: boolean
}

export function startsIn(context: AuditContext): readonly Start[] {
  const { facts, trace } = context
  const paths = new Map(trace.modules.flatMap((module) => endsOf(module).map((end) => [end, module] as const)))
  const run = started(context).map(({ words, origins, origin, task, site, reach, certainty }): Start => {
    const whole = origin === 'script' ? words : pythonFirst(words)
    const named = origins?.[cudaOption(whole) ?? -1]
    return {
      words: whole,
      program: programOf(whole),
      site: named ? valueSite(named) : site,
      reach,
      certainty,
      isOneOfSeveral: origin === 'script' && isForCuda(site.file, task),
    }
  })
  const typed = facts.instructions.flatMap(({ words, site, heading }): Start[] => {
    const program = programOf(words)
    const module = program === undefined ? undefined : paths.get(program)
    if (!module) return []
    const isOpen = isForCuda(site.file, heading) || !mustBeGiven(words, module, context)
    const reach = reachOfPath(site.file)
    return [{ words, program, site: declared(site), reach, certainty: 'likely', isOneOfSeveral: isOpen }]
  })
  return [...run, ...typed]
}

/** Scripts in folders are what was run once, and those that say for which machine are for that one. */
function isForCuda(file: string, heading = ''): boolean {
  return file.includes('/') || /cuda|gpu|nvidia|slurm|linux/i.test(`${file} ${heading}`)
}

/** What a list begins with that Python itself runs: `[sys.executable, "train.py"]`. */
function pythonFirst(words: readonly string[]): readonly string[] {
  const [first, second = ''] = words
  return first === '?' && (second === '-m' || second.endsWith('.py')) ? ['python', ...words.slice(1)] : words
}

/** A program by its path or its dotted name, from the root of the project or from a folder around it. */
function endsOf({ path, name }: Module): readonly string[] {
  if (!path.endsWith('.py')) return []
  const parts = path.split('/')
  return [...parts.map((_, index) => parts.slice(index).join('/')), name]
}

/** Whether the program has no device of its own: the option has no default. */
function mustBeGiven(words: readonly string[], program: Module, context: AuditContext): boolean {
  const name = nameOfOption(words[cudaOption(words) ?? -1] ?? '')
    .replace(/^-+/, '')
    .replaceAll('-', '_')
  return seen(context, 'option').some(
    (option) => option.module === program && option.name === name && option.default === undefined,
  )
}
