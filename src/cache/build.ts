import { fileURLToPath } from 'node:url'
import { readBytes } from '../project/files/open.ts'

/** Written by the build into its own folder: a digest of all that it has made. */
const BUILT = fileURLToPath(new URL('../built', import.meta.url))

/** Hexadecimal digits of a SHA-256. */
const DIGITS = 64

/**
 * What tells this build from any other: a report of another build says nothing about what this one would say.
 * @returns undefined where there is no build: sources that are run as they are may change from one run to the next
 */
export function buildIdentity(): string | undefined {
  const read = readBytes(BUILT, DIGITS)
  return read.kind === 'read' ? Buffer.from(read.bytes).toString('latin1') : undefined
}
