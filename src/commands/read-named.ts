import { closeSync, openSync, readSync } from 'node:fs'
import { UsageError } from '../config/usage-error.ts'
import { isBinary } from '../project/files/bytes.ts'
import { isMissing, reasonOf } from '../project/files/reason.ts'

/** Bytes of a saved report: one of ten thousand findings takes some ten million. */
const MAX_BYTES = 300_000_000

/** Bytes that are read at once. */
const CHUNK = 1 << 20

const STANDARD_INPUT_DESCRIPTOR = 0

/**
 * The text of a file that the user has named, be it a pipe, or of standard input without one. It may be a device that never
 * ends.
 * @throws UsageError that says in one line why it cannot be read
 */
export function readNamed(file: string | undefined, name: string): string {
  let descriptor: number | undefined
  try {
    descriptor = file === undefined ? STANDARD_INPUT_DESCRIPTOR : openSync(file, 'r')
    return readAll(descriptor)
  } catch (error) {
    const isOurs = error instanceof UsageError
    const reason = isOurs ? error.message : isMissing(error) ? 'there is no such file' : reasonOf(error)
    throw new UsageError(`cannot read ${name}: ${reason}`)
  } finally {
    if (file !== undefined && descriptor !== undefined) closeSync(descriptor)
  }
}

function readAll(descriptor: number): string {
  const chunks: Buffer[] = []
  const room = Buffer.allocUnsafe(CHUNK)
  let size = 0
  for (;;) {
    const count = readSync(descriptor, room)
    if (count === 0) return Buffer.concat(chunks).toString('utf8')
    // A copy, since a pipe gives little at a time.
    const chunk = Buffer.from(room.subarray(0, count))
    if (size === 0 && isBinary(chunk)) throw new UsageError('it is no text')
    chunks.push(chunk)
    size += count
    if (size > MAX_BYTES) throw new UsageError(`it has more than ${MAX_BYTES} bytes`)
  }
}
