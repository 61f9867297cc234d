import type { Declaration } from '../../project/facts.ts'
import type { About } from '../finding/edit-at.ts'
import type { AuditContext } from '../rule.ts'
import { commandForLock, lockOf } from './locks.ts'

/** What is said of an edit, and the command that makes the lock of the manifest again. */
interface AboutManifest extends About {
  readonly lock: string | undefined
}

/** A lock has to be made again when what it is made from changes, and those who install from it are told so. */
export function aboutManifest(declaration: Declaration, { facts }: AuditContext, why: string): AboutManifest {
  const file = lockOf(declaration, facts)
  if (file === undefined) return { safety: 'safe', why, lock: undefined }
  const lock = commandForLock(file)
  const again = lock === undefined ? `${file} has to be made again.` : `${file} has to be made again: ${lock}.`
  return { safety: 'suggested', why: `${why} ${again}`, lock }
}
