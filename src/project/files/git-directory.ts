import { lstatSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
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
  const head = readLine(join(directory, 'HEAD'))
  const reference = /^ref: (refs\/\S+)$/.exec(head)?.[1]
  if (reference === undefined) return objectName(head)
  if (reference.includes('..')) return undefined
  const shared = readLine(join(directory, 'commondir'))
  const common = shared === '' ? directory : isAbsolute(shared) ? shared : join(directory, shared)
  return objectName(readLine(join(common, reference))) ?? packed(common, reference)
}

function packed(directory: string, reference: string): string | undefined {
  const line = readAll(join(directory, 'packed-refs'))
    .split('\n')
    .find((candidate) => candidate.endsWith(` ${reference}`))
  return line === undefined ? undefined : objectName(line.slice(0, line.indexOf(' ')))
}

function objectName(text: string): string | undefined {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text) ? text : undefined
}

function readLine(path: string): string {
  return readAll(path).trimEnd()
}

function readAll(path: string): string {
  const read = readBytes(path, MAX_REF_BYTES)
  return read.kind === 'read' ? Buffer.from(read.bytes).toString('utf8') : ''
}
