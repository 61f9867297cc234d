import { UsageError } from '../config/usage-error.ts'
import { printable } from '../render/terminal/printable.ts'
import type { PortWritten } from '../report/port.ts'
import { uncommitted } from '../working-copy/uncommitted.ts'
import { type Rewritten, writeFiles } from '../working-copy/write-files.ts'

/** Uncommitted files that are named. */
const NAMED = 3

/**
 * Writes what a port changes; what is not committed is not written over unless that is wanted.
 * @throws UsageError that says why nothing is written
 */
export async function writePort(
  directory: string,
  files: readonly Rewritten[],
  allowsDirty: boolean,
): Promise<PortWritten> {
  if (files.length > 0) {
    if (!allowsDirty) await refuseUncommitted(directory, files)
    writeFiles(directory, files)
  }
  return { files: files.map(({ path }) => path) }
}

async function refuseUncommitted(directory: string, files: readonly Rewritten[]): Promise<void> {
  const state = await uncommitted(
    directory,
    files.map(({ path }) => path),
  )
  switch (state.kind) {
    case 'no-repository':
      process.stderr.write('not in a git repository: acclimate port --undo alone can put back what was there\n')
      return
    case 'unknown':
      throw new UsageError(
        `nothing is written: whether there are uncommitted changes cannot be said (${printable(state.reason)}); --allow-dirty writes all the same`,
      )
    case 'known': {
      const { files: dirty } = state
      if (dirty.length === 0) return
      const named = dirty.slice(0, NAMED).map(printable).join(', ')
      const more = dirty.length > NAMED ? ` and ${dirty.length - NAMED} more` : ''
      throw new UsageError(
        `nothing is written: uncommitted changes in ${named}${more}; commit them, or use --allow-dirty`,
      )
    }
  }
}
