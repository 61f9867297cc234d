import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { UsageError } from '../config/usage-error.ts'
import { version } from '../generated/version.ts'
import { printable } from '../render/terminal/printable.ts'
import { absentModules } from '../rehearse/absent-modules.ts'
import { copyOfProject } from '../rehearse/copy-of-project.ts'
import { handOver } from '../rehearse/handed-over.ts'
import { pretendedMac } from '../rehearse/pretended-mac.ts'
import { rehearsalOf } from '../rehearse/rehearsal-of.ts'
import { runDifferences, runOf } from '../rehearse/run-differences.ts'
import { runProgram } from '../rehearse/run-program.ts'
import type { PortRehearsal, RehearsedRun } from '../report/port.ts'
import { knowledge } from '../shipped/knowledge.ts'
import type { Rewritten } from '../working-copy/write-files.ts'
import { splitWords } from './split-words.ts'

/**
 * Runs a program of the project as if on a Mac, before and after the changes, each in a copy of its own.
 * @throws UsageError where it cannot be run
 */
export async function rehearsedTwice(
  command: readonly string[],
  root: string,
  files: readonly Rewritten[],
  macos: string,
): Promise<PortRehearsal> {
  process.stderr.write(
    `acclimate: runs ${printable(command.join(' '))} as on a Mac, before and after, in copies of the project\n`,
  )
  const before = await rehearsedIn(command, root, new Map(), macos)
  const after = await rehearsedIn(command, root, new Map(files.map((file) => [file.path, file.after])), macos)
  return { command, before, after, differences: runDifferences(before, after) }
}

/** @throws UsageError for what cannot be a command */
export function commandFor(text: string, root: string): readonly string[] {
  const [program = '', ...words] = splitWords(text)
  // A program of the project's own environment, which is not copied.
  const own = resolve(root, program)
  return [program.includes('/') && existsSync(own) ? own : program, ...words]
}

async function rehearsedIn(
  command: readonly string[],
  root: string,
  contents: ReadonlyMap<string, Uint8Array>,
  macos: string,
): Promise<RehearsedRun> {
  const copy = copied(root, contents)
  const handed = handOver({
    macos,
    machine: pretendedMac(undefined, macos, knowledge.machines),
    absent: absentModules(knowledge, new Date().toISOString().slice(0, 10)),
    watchesLines: false,
    records: false,
  })
  try {
    const end = await runProgram(command, {
      environment: handed.environment,
      quietOutput: true,
      directory: copy.directory,
    })
    if (end.failure !== undefined) throw new UsageError(`cannot run ${command[0] ?? ''}: ${end.failure}`)
    const told = { command, records: handed.records(), end, macos, root: `${copy.directory}/`, readText }
    return runOf(rehearsalOf(told, knowledge, version))
  } finally {
    handed.remove()
    copy.remove()
  }
}

function copied(root: string, contents: ReadonlyMap<string, Uint8Array>) {
  try {
    return copyOfProject(resolve(root), contents)
  } catch (error) {
    throw new UsageError(`cannot copy the project: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
