import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { type Bytes, isBinary } from './bytes.ts'
import { reasonOf } from './reason.ts'

/** Without waiting and without following a link: a pipe that took a file's place must not hold the program. */
const FLAGS = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW

/** Enough to see whether a file is binary. */
const HEAD_BYTES = 8_192

/** Reads a regular file of at most `limit` bytes; `text` stops at the first part when that holds a NUL byte. */
export function readBytes(path: string, limit: number, expect: 'text' | 'any' = 'any'): Bytes {
  let descriptor: number | undefined
  try {
    descriptor = openSync(path, FLAGS)
    const status = fstatSync(descriptor)
    if (!status.isFile()) return { kind: 'failed', reason: 'not a regular file' }
    if (status.size > limit) return { kind: 'too-large', size: status.size }
    const bytes = Buffer.allocUnsafe(status.size)
    let filled = 0
    while (filled < bytes.length) {
      const wanted = filled === 0 && expect === 'text' ? Math.min(HEAD_BYTES, bytes.length) : bytes.length - filled
      const count = readSync(descriptor, bytes, filled, wanted, null)
      if (count === 0) break
      filled += count
      if (expect === 'text' && isBinary(bytes.subarray(0, filled))) return { kind: 'binary' }
    }
    return { kind: 'read', bytes: bytes.subarray(0, filled) }
  } catch (error) {
    return { kind: 'failed', reason: reasonOf(error) }
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}
