import { existsSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { UsageError } from '../config/usage-error.ts'
import { isMissing, reasonOf } from '../project/files/reason.ts'

/**
 * Writes to standard output, or to `file`: whole or not at all, so that no program finds half a document there.
 * Throws a UsageError where the file cannot be written.
 */
export function writeOutput(text: string, file: string | undefined): void {
  if (file === undefined) {
    process.stdout.write(text)
    return
  }
  try {
    if (isDevice(file)) writeFileSync(file, text)
    else replace(file, text)
  } catch (error) {
    if (isMissing(error)) checkFolder(file)
    throw new UsageError(`cannot write ${file}: ${reasonOf(error)}`)
  }
}

/** Throws a UsageError where the folder that a file is to be in is not there, which is better said before there is something to write. */
export function checkFolder(file: string): void {
  const folder = dirname(file)
  if (!existsSync(folder)) throw new UsageError(`cannot write ${file}: there is no folder ${folder}`)
}

/** A pipe or a device is written to; putting a file in its place would take it away. */
function isDevice(file: string): boolean {
  const status = statSync(file, { throwIfNoEntry: false })
  return status !== undefined && !status.isFile()
}

function replace(file: string, text: string): void {
  const draft = `${file}.${crypto.randomUUID()}`
  try {
    writeFileSync(draft, text)
    renameSync(draft, file)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}
