import { createHash } from 'node:crypto'
import { builtIdentities } from '../cache/build.ts'
import { withDefaults } from '../config/options.ts'
import type { LookOptions } from './look-options.ts'

/** By what a report is told from those of other builds, knowledge, days and Macs. */
export interface Identity {
  /** Of the whole build. */
  readonly build: string
  /** Of what ships as knowledge, together with the options: the day as of which is judged is one of them. */
  readonly knowledge: string
  /** Of the part that reads and evaluates: what one build has seen another may judge where this is the same. */
  readonly reading: string
}

/** @throws {Error} where there is no build, and so nothing that tells one from another */
export function identity(options: LookOptions = {}): Identity {
  const { build, knowledge, reading } = shipped()
  const judged = JSON.stringify([knowledge, withDefaults({ ...options, remarks: false })])
  return { build, knowledge: createHash('sha256').update(judged).digest('hex'), reading }
}

export function readingIdentity(): string {
  return shipped().reading
}

function shipped(): Identity {
  const identities = builtIdentities()
  if (identities === undefined) throw new Error('acclimate has not been built: npm run build')
  return identities
}
