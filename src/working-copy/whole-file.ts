import {
  chmodSync,
  closeSync,
  constants,
  fsyncSync,
  lstatSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createHash } from 'node:crypto'
import { accessSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { reasonOf } from '../project/files/reason.ts'
import { readBytes } from '../project/files/open.ts'

/** Most bytes of a file that is written or put back. */
const MOST_BYTES = 100_000_000

/** The content of a file below a root; undefined where it is no regular file or cannot be read. */
export function contentOf(root: string, path: string): Buffer | undefined {
  const read = readBytes(join(root, path), MOST_BYTES)
  return read.kind === 'read' ? Buffer.from(read.bytes) : undefined
}

/** Why a file cannot be written; undefined where it can. Links are not followed, be it to a file or on the way to one. */
export function whyNotWritten(root: string, path: string): string | undefined {
  const whole = join(root, path)
  try {
    if (!lstatSync(whole).isFile()) return 'is no regular file'
    const way = relative(realpathSync(root), realpathSync(dirname(whole)))
    if (way === '..' || way.startsWith(`..${sep}`)) return 'is behind a link that leads out of the project'
    accessSync(whole, constants.W_OK)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    return code === 'EACCES' || code === 'EPERM' || code === 'EROFS' ? 'is read-only' : reasonOf(error)
  }
  try {
    // What is put in its place is made beside it.
    accessSync(dirname(whole), constants.W_OK)
  } catch {
    return 'is in a folder that is read-only'
  }
  return undefined
}

/**
 * Puts a content in place of a file: at no moment is there anything but the old content or the new one, and what was
 * written is on the disk before it is there under its name. The file keeps its permissions.
 * @param draft name beside the file under which it is written first
 */
export function replaceFile(root: string, path: string, content: Uint8Array, draft: string): void {
  const whole = join(root, path)
  const beside = join(dirname(whole), draft)
  const { mode } = lstatSync(whole)
  try {
    // One of a run that was killed may be there.
    rmSync(beside, { force: true })
    const file = openSync(beside, 'wx', 0o600)
    try {
      writeFileSync(file, content)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    chmodSync(beside, mode & 0o7777)
    renameSync(beside, whole)
  } catch (error) {
    rmSync(beside, { force: true })
    throw error
  }
  syncFolder(dirname(whole))
}

/** Asks that names are on the disk as well; some systems cannot be asked. */
export function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r')
    try {
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
  } catch {}
}

/** What a content is known by. */
export function digestOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
