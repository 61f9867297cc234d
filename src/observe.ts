import type { AuditHost } from './audit-host.ts'
import { speaksOfMetal } from './audit/devices/speaks-of-metal.ts'
import { traitsOf } from './audit/devices/traits.ts'
import { indexOf } from './audit/observations/observation-index.ts'
import { relevanceFor } from './audit/relevance.ts'
import type { AuditContext, Known, StatedWords } from './audit/rule.ts'
import type { SettledOptions } from './config/options.ts'
import { evaluateBarely, evaluateProject } from './evaluate/evaluate.ts'
import { type Answers, noting } from './evaluate/machine/asked.ts'
import type { Machine } from './evaluate/machine/machine.ts'
import { words as wordsOfEvaluation } from './evaluate/words.ts'
import { rules } from './generated/rules.ts'
import type { FactLists, ProjectFacts, Setting } from './project/facts.ts'
import type { ProjectFiles } from './project/files/project-files.ts'
import type { PythonCode } from './project/python/module.ts'
import type { ParsePython } from './project/python/parser.ts'
import type { Relevance } from './project/python/relevance.ts'
import { isPython, readDeclared, readProject, withWholeFiles } from './project/read-project.ts'
import type { Summaries } from './project/summary.ts'
import type { OnlineCoverage, Resolution } from './report/report.ts'
import { machineOf } from './target/machine.ts'
import { targetFor } from './target/target.ts'
import type { Observation } from './trace/observation.ts'
import type { BareTrace, MachineName, Trace } from './trace/trace.ts'
import { words as wordsOfModels } from './verdict/models/words.ts'
import { words as wordsOfWorkloads } from './verdict/workloads/words.ts'

/** The words of all who look at code. */
const STATED: readonly (StatedWords | undefined)[] = [
  wordsOfEvaluation,
  wordsOfModels,
  wordsOfWorkloads,
  ...rules.map(({ words }) => words),
]

/** What was seen of the code on a machine, and what the machine was asked and has answered. */
export interface SeenOn {
  readonly trace: Trace
  readonly answers: Answers
}

/** What was read for, what the Mac was asked, and where it was needed, what was seen on Linux with CUDA. */
export interface SeenFor {
  readonly lens: string
  readonly answers: Answers
  readonly cuda?: SeenOn
}

/** What was seen of a project, and what others were asked about it. */
export interface Observed {
  readonly context: AuditContext
  /** The same on Linux with CUDA, evaluated when it is first asked for; undefined where nothing is said that might hurt there. */
  readonly onCuda: (() => AuditContext) | undefined
  /** What all of that depends on besides the code, as far as it has been asked for. */
  readonly seenFor: () => SeenFor
  /**
   * What is seen of the same code on other machines, each evaluated when it is asked for.
   * @param whole paths of files that are read to their last line for it
   * @param counts whether an observation matters to whoever asks
   */
  readonly elsewhere: (
    whole: ReadonlySet<string>,
    counts: (observation: Observation) => boolean,
  ) => (machine: MachineName) => BareTrace
  readonly resolution?: Resolution
  readonly online?: OnlineCoverage
}

/** Reads the files of a project and runs them on a Mac in the mind. What comes of it is data, and all that is judged. */
export async function observe(
  name: string,
  files: ProjectFiles,
  host: AuditHost,
  options: SettledOptions,
  progress: (what: string) => void,
): Promise<Observed> {
  const { asOf } = options
  const { formats, parse } = await readersFor(files.paths, host)
  const declared = readDeclared(files, formats, parse, host.summaries)
  const asked = await host.askIndexes?.(declared, progress)
  const knowledge = asked?.knowledge ?? host.knowledge
  const target = targetFor(declared, knowledge, options)
  const resolution = await host.resolve?.(declared, target, progress)
  const relevance = relevanceOn({ knowledge, target, asOf }, declared.settings)
  const { facts, code } = readProject(name, files, declared, parse, {
    relevance,
    summaries: host.summaries,
  })

  progress('evaluating the code as on a Mac')
  const installed = isInstalled(files, facts)
  const known = { knowledge, target, asOf }
  const machine = machinesOf(facts, known)
  const elsewhere = elsewhereOf({ code, files, parse, summaries: host.summaries, machine, installed })
  const seenOn = (own: MachineName): SeenOn => {
    const { machine: asking, answers } = noting(machine(own))
    return { trace: evaluateProject(code, asking, installed), answers }
  }
  const mac = seenOn('mac')
  const context = contextOf(facts, mac.trace, known)
  let cuda: SeenOn | undefined
  const onCuda = () => contextOf(facts, (cuda ??= seenOn('linux-cuda')).trace, known)
  return {
    context,
    onCuda: host.alwaysJudgesCuda || speaksOfMetal(context) ? onCuda : undefined,
    seenFor: () => ({ lens: relevance.lens, answers: mac.answers, ...(cuda && { cuda }) }),
    elsewhere,
    ...(resolution === undefined ? {} : { resolution }),
    ...(asked === undefined ? {} : { online: asked.coverage }),
  }
}

/** The machines that a project may be run on. */
function machinesOf(facts: ProjectFacts, { target, knowledge, asOf }: Known): (own: MachineName) => Machine {
  return (own) => machineOf(own, facts, target, knowledge, asOf)
}

/** With what code is run on other machines. */
interface Elsewhere {
  readonly code: readonly PythonCode[]
  readonly files: ProjectFiles
  readonly parse: ParsePython
  readonly summaries: Summaries | undefined
  readonly machine: (own: MachineName) => Machine
  readonly installed: boolean
}

/** A function of its own, so that whoever keeps what it gives does not keep what was seen on a Mac with it. */
function elsewhereOf({ code, files, parse, summaries, machine, installed }: Elsewhere): Observed['elsewhere'] {
  return (whole, counts) => {
    const read = withWholeFiles(code, whole, files, parse, summaries)
    return (own) => evaluateBarely(read, machine(own), installed, counts)
  }
}

/** What of the code can matter to whoever looks at it. */
export function relevanceOn(known: Known, settings: readonly Setting[]): Relevance {
  return relevanceFor(STATED, known, settings)
}

/** What was seen, ready to be judged by what is known. */
export function contextOf(facts: ProjectFacts, trace: Trace, known: Known): AuditContext {
  const index = indexOf(trace)
  return { facts, trace, index, ...known, traits: traitsOf(index) }
}

/** Whether the project is a package that others install: it says so in one of the files by which packages are built. */
function isInstalled({ paths }: ProjectFiles, { declarations }: FactLists): boolean {
  return (
    paths.includes('setup.py') ||
    declarations.some(({ format }) => format === 'pyproject-toml' || format === 'setup-cfg')
  )
}

/** Readers and grammar take long to load, so that each is loaded when there are files for it. */
async function readersFor(paths: readonly string[], host: AuditHost) {
  const [{ formats }, parse] = await Promise.all([
    paths.every(isPython) ? { formats: [] } : import('./generated/formats.ts'),
    paths.some(isPython) ? host.pythonParser() : () => undefined,
  ])
  return { formats, parse }
}
