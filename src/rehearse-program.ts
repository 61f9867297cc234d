import { UsageError } from './config/usage-error.ts'
import { version } from './generated/version.ts'
import { absentModules } from './rehearse/absent-modules.ts'
import { handOver } from './rehearse/handed-over.ts'
import { pretendedMac } from './rehearse/pretended-mac.ts'
import { readText } from './rehearse/read-text.ts'
import { rehearsalOf } from './rehearse/rehearsal-of.ts'
import { type ProgramOptions, runProgram } from './rehearse/run-program.ts'
import type { Rehearsal } from './report/rehearsal.ts'
import { knowledge } from './shipped/knowledge.ts'

/** How a program is rehearsed. */
export interface RehearsalWishes extends Pick<ProgramOptions, 'output' | 'timeout'> {
  /** Where it is started. */
  readonly directory: string
  readonly macos: string
  /** Release of PyTorch; the one that is installed when absent. */
  readonly torch?: string
  /** Steps of an optimizer after which it is stopped. */
  readonly maxSteps?: number
}

/**
 * Runs a program on the stand-in for Metal, on a Mac of the usual kind.
 * @throws UsageError where it cannot be run
 */
export async function rehearseProgram(
  command: readonly string[],
  { directory, macos, torch, maxSteps, ...running }: RehearsalWishes,
): Promise<Omit<Rehearsal, 'findings'>> {
  const handed = handOver({
    macos,
    machine: pretendedMac(undefined, macos, knowledge.machines),
    absent: absentModules(knowledge, new Date().toISOString().slice(0, 10)),
    watchesLines: false,
    records: false,
    ...(torch !== undefined && { torch }),
    ...(maxSteps !== undefined && { maxSteps }),
  })
  try {
    const end = await runProgram(command, { ...running, directory, environment: handed.environment })
    if (end.failure !== undefined) throw new UsageError(`cannot run ${command[0] ?? ''}: ${end.failure}`)
    const told = { command, records: handed.records(), end, macos, root: `${directory}/`, readText }
    return rehearsalOf({ ...told, ...(torch !== undefined && { torch }) }, knowledge, version)
  } finally {
    handed.remove()
  }
}
