import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { UsageError } from '../config/usage-error.ts'
import { printable } from '../render/terminal/printable.ts'
import { rehearseProgram } from '../rehearse-program.ts'
import { copyOfProject } from '../rehearse/copy-of-project.ts'
import { runDifferences, runOf } from '../rehearse/run-differences.ts'
import type { PortRehearsal, RehearsedRun } from '../report/port.ts'
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
  try {
    return runOf(await rehearseProgram(command, { directory: copy.directory, macos, output: 'error' }))
  } finally {
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
