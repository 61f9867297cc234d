import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { UsageError } from '../config/usage-error.ts'
import { reasonOf } from '../project/files/reason.ts'

/**
 * Writes to standard output, or to `file`: whole or not at all, so that no program finds half a document there.
 * Throws a UsageError where the file cannot be written.
 */
export function writeOutput(text: string, file: string | undefined): void {
  if (file === undefined) {
    process.stdout.write(text)
    return
  }
  const status = statSync(file, { throwIfNoEntry: false })
  // A pipe or a device is written to; putting a file in its place would take it away.
  const direct = status !== undefined && !status.isFile()
  const draft = direct ? file : `${file}.${crypto.randomUUID()}`
  try {
    writeFileSync(draft, text)
    if (!direct) renameSync(draft, file)
  } catch (error) {
    if (!direct) rmSync(draft, { force: true })
    throw new UsageError(`cannot write ${file}: ${reasonOf(error)}`)
  }
}
