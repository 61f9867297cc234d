import { join } from 'node:path'
import { gitDirectory } from './git-directory.ts'
import { trackedIn } from './git-index.ts'
import { MAX_INDEX_BYTES } from './limits.ts'
import { readBytes } from './open.ts'

/** What git tracks below `root`, as `trackedIn` says; nothing without git. */
export function trackedPaths(root: string): ReadonlySet<string> {
  const directory = gitDirectory(root)
  const index = directory === undefined ? undefined : readBytes(join(directory, 'index'), MAX_INDEX_BYTES)
  return index?.kind === 'read' ? trackedIn(index.bytes) : new Set()
}
