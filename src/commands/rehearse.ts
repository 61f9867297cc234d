import { constants } from 'node:os'
import { resolve } from 'node:path'
import { loadSettings } from '../config/load-settings.ts'
import { withDefaults } from '../config/options.ts'
import { UsageError } from '../config/usage-error.ts'
import { version } from '../generated/version.ts'
import { htmlRehearsal } from '../render/html/rehearsal.ts'
import { sarifRehearsal } from '../render/sarif/rehearsal.ts'
import { printable } from '../render/terminal/printable.ts'
import { renderRehearsal } from '../render/terminal/rehearsal/index.ts'
import { absentModules } from '../rehearse/absent-modules.ts'
import { handOver, type RehearsalSettings } from '../rehearse/handed-over.ts'
import { outcomesOf } from '../rehearse/outcomes.ts'
import { type PretendedMac, pretendedMac } from '../rehearse/pretended-mac.ts'
import { ranLines } from '../rehearse/ran-lines.ts'
import { readText } from '../rehearse/read-text.ts'
import { rehearsalOf } from '../rehearse/rehearsal-of.ts'
import { type ProgramEnd, runProgram } from '../rehearse/run-program.ts'
import { traceIn, traceOf } from '../rehearse/trace.ts'
import type { Rehearsal } from '../report/rehearsal.ts'
import type { Finding } from '../report/report.ts'
import { knowledge } from '../shipped/knowledge.ts'
import { EXIT } from './exit.ts'
import { placeOfOutput } from './place-of-output.ts'
import { readNamed } from './read-named.ts'
import { readReport } from './saved-report.ts'
import { writeOutput } from './write-output.ts'

/** What stands on the command line, already checked. Sizes are in bytes, times in seconds. */
export interface RehearseFlags {
  readonly torch?: string
  readonly macos?: string
  readonly machine?: string
  readonly memoryBudget?: number
  readonly timeout?: number
  readonly maxSteps?: number
  readonly strictImports: boolean
  readonly format: 'terminal' | 'json' | 'sarif' | 'html'
  readonly output?: string
  /** A file for the JSON, whatever the format is. */
  readonly json?: string
  readonly failOn?: readonly string[]
  readonly report?: string
  readonly audit?: boolean
  /** The device that the program believes in, Metal's if none is named. */
  readonly pretend?: 'cuda'
  /** A file for what ran, to be judged again. */
  readonly record?: string
  /** A file of what ran, to judge instead of running. */
  readonly replay?: string
  readonly quiet?: boolean
}

/** The macOS that is pretended where none is named. */
const MACOS = '26.0'

/** The Python that judges a trace where none is named. */
const PYTHON = 'python3'
const REPLAYS = ['-c', 'from acclimate_rehearse.replay import run; run()']

/** Runs a program on the stand-in for Metal, says what a Mac would have done, and ends as the program did. */
export async function runRehearse(given: readonly string[], flags: RehearseFlags): Promise<number> {
  const { macos = MACOS, machine: named, timeout, replay, record } = flags
  if (replay === undefined && given.length === 0)
    throw new UsageError('missing required argument: how you start the program, after --')
  const command = replay === undefined ? given : traceIn(readNamed(replay, replay), replay).command
  const run = replay === undefined ? given : [given[0] ?? PYTHON, ...REPLAYS]
  const root = `${resolve('.').replaceAll('\\', '/')}/`
  const findings = await findingsOf(flags)
  const machine = pretendedMac(named, macos, knowledge.machines)
  const handed = handOver(settingsOf(flags, macos, machine, findings !== undefined))
  try {
    const does = replay === undefined ? 'runs' : 'judges again what was recorded of'
    if (flags.quiet !== true)
      process.stderr.write(
        `acclimate: ${does} ${printable(command.join(' '))} ${flags.pretend === undefined ? 'as on a Mac' : 'as if CUDA were there'}\n`,
      )
    const end = await runProgram(run, {
      environment: handed.environment,
      output: flags.format !== 'terminal' && flags.output === undefined ? 'error' : 'terminal',
      ...(timeout !== undefined && { timeout }),
    })
    if (end.failure !== undefined) throw new UsageError(`cannot run ${run[0] ?? ''}: ${end.failure}`)
    const records = handed.records()
    const told = {
      command,
      records,
      end,
      macos,
      root,
      readText,
      ...pick(flags.torch, 'torch'),
    }
    const asked = { ...told, ...pick(named && machine.name, 'machine'), ...pick(flags.pretend, 'pretend') }
    const bare = rehearsalOf(asked, knowledge, version)
    const outcomes = findings && outcomesOf(findings, bare, ranLines(records, root))
    const rehearsal: Rehearsal = { ...bare, ...pick(outcomes, 'findings') }
    if (record !== undefined) writeOutput(`${JSON.stringify(traceOf(command, handed.traces()))}\n`, record)
    show(rehearsal, flags)
    return exitCode(rehearsal, end, flags.failOn ?? [])
  } finally {
    handed.remove()
  }
}

function settingsOf(
  { torch, maxSteps, memoryBudget, strictImports, record, replay, pretend }: RehearseFlags,
  macos: string,
  machine: PretendedMac,
  watchesLines: boolean,
): RehearsalSettings {
  return {
    macos,
    machine,
    absent:
      strictImports && pretend === undefined ? absentModules(knowledge, new Date().toISOString().slice(0, 10)) : {},
    watchesLines,
    records: record !== undefined,
    ...pick(pretend, 'pretend'),
    ...pick(replay && resolve(replay), 'replay'),
    ...pick(torch, 'torch'),
    ...pick(maxSteps, 'maxSteps'),
    ...pick(memoryBudget, 'memoryBudget'),
  }
}

/** What the audit found: of a saved report, or of the folder that the program is started in. */
async function findingsOf({ report, audit: isAudited }: RehearseFlags): Promise<readonly Finding[] | undefined> {
  if (report !== undefined) return (await readReport(report)).findings
  if (isAudited !== true) return undefined
  const { settings } = await loadSettings('.', { project: true })
  const { audit } = await import('../pipeline.ts')
  return (await audit('.', withDefaults({ ...settings, remarks: true }), () => {})).findings
}

function show(rehearsal: Rehearsal, { format, output, json }: RehearseFlags): void {
  const document = `${JSON.stringify(rehearsal, undefined, 2)}\n`
  if (json !== undefined) writeOutput(document, json)
  if (format === 'json') writeOutput(document, output)
  else if (format === 'sarif') writeOutput(sarifRehearsal(rehearsal), output)
  else if (format === 'html') writeOutput(htmlRehearsal(rehearsal), output)
  else if (output !== undefined) writeOutput(renderRehearsal(rehearsal, placeOfOutput(output)), output)
  // Standard output is the program's own.
  else process.stderr.write(renderRehearsal(rehearsal, { columns: process.stderr.columns ?? 80, colour: false }))
}

/** The program's own, unless what was asked for happened. */
function exitCode(rehearsal: Rehearsal, { code, signal }: ProgramEnd, failOn: readonly string[]): number {
  if (rehearsal.exit.reason === 'max-steps') return failed(rehearsal, failOn) ? EXIT.findings : EXIT.fine
  if (code !== undefined && code !== 0) return code
  if (signal !== undefined) return 128 + (constants.signals[signal as NodeJS.Signals] ?? 0)
  return failed(rehearsal, failOn) ? EXIT.findings : EXIT.fine
}

function failed({ events }: Rehearsal, failOn: readonly string[]): boolean {
  return events.some(({ kind }) => failOn.includes(kind))
}

/** An object with one field, or with none where there is no value: optional fields are left out, not undefined. */
function pick<Name extends string, Value>(value: Value | undefined, name: Name): { readonly [Key in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [Key in Name]?: Value })
}
