import { fileURLToPath } from 'node:url'
import { readBytes } from '../project/files/open.ts'

/** Written by the build into its own folder: a digest of all that it has made, of what reads and evaluates, of the knowledge. */
const BUILT = fileURLToPath(new URL('../built', import.meta.url))

/** Hexadecimal digits of a SHA-256, three of them on lines of their own. */
const DIGITS = /^(?<build>[0-9a-f]{64})\n(?<reading>[0-9a-f]{64})\n(?<knowledge>[0-9a-f]{64})\n$/
const BYTES = 3 * 65

/** What tells this build from any other, as a whole and in its parts. */
export interface BuiltIdentities {
  readonly build: string
  readonly reading: string
  readonly knowledge: string
}

/**
 * What tells this build from any other: a report of another build says nothing about what this one would say.
 * @returns undefined where there is no build: sources that are run as they are may change from one run to the next
 */
export function buildIdentity(): string | undefined {
  return builtIdentities()?.build
}

/** @returns undefined where there is no build */
export function builtIdentities(): BuiltIdentities | undefined {
  const read = readBytes(BUILT, BYTES)
  if (read.kind !== 'read') return undefined
  const { build, reading, knowledge } = DIGITS.exec(Buffer.from(read.bytes).toString('latin1'))?.groups ?? {}
  if (build === undefined || reading === undefined || knowledge === undefined) return undefined
  return { build, reading, knowledge }
}
