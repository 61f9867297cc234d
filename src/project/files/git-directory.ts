import { lstatSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import { originIn } from './git-origin.ts'
import { revisionIn } from './git-revision.ts'
import { readBytes } from './open.ts'

/** The files of git that are read here hold a line or two; `packed-refs` a line for each branch and tag. */
const MAX_REF_BYTES = 10_000_000

/** The folder in which git keeps its data for the checkout at `root`; also for worktrees and submodules. */
export function gitDirectory(root: string): string | undefined {
  const path = join(root, '.git')
  try {
    const status = lstatSync(path)
    if (status.isDirectory()) return path
    if (!status.isFile()) return undefined
  } catch {
    return undefined
  }
  const target = /^gitdir: (.+)$/m.exec(readLine(path))?.[1]
  return target === undefined ? undefined : resolve(root, target)
}

/** The commit that is checked out at `root`, as 40 or 64 hexadecimal digits, read from git's files without git. */
export function readRevision(root: string): string | undefined {
  const directory = gitDirectory(root)
  if (directory === undefined) return undefined
  const common = sharedBy(directory)
  return revisionIn(
    (path) => readAll(join(directory, path)),
    (path) => readAll(join(common, path)),
  )
}

/** The page of the repository that the checkout at `root` was cloned from, where git's files name one. */
export function readOrigin(root: string): string | undefined {
  const directory = gitDirectory(root)
  return directory === undefined ? undefined : originIn(readAll(join(sharedBy(directory), 'config')))
}

/** The folder that the worktrees of a repository share. */
function sharedBy(directory: string): string {
  const shared = readLine(join(directory, 'commondir'))
  return shared === '' ? directory : isAbsolute(shared) ? shared : join(directory, shared)
}

function readLine(path: string): string {
  return readAll(path).trimEnd()
}

function readAll(path: string): string {
  const read = readBytes(path, MAX_REF_BYTES)
  return read.kind === 'read' ? Buffer.from(read.bytes).toString('utf8') : ''
}
