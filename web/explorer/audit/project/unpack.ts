import type { FileEntry } from '@zip.js/zip.js/index-native.js'
import type { Bytes } from '../../../../src/project/files/bytes.ts'

/**
 * The content of an entry of an archive. What it says of its size is not believed: a bomb is let go of as soon as it is
 * larger than it may be.
 */
export async function unpackedUpTo(entry: FileEntry, limit: number): Promise<Bytes> {
  if (entry.encrypted) return { kind: 'failed', reason: 'it is encrypted' }
  if (entry.uncompressedSize > limit) return { kind: 'too-large', size: entry.uncompressedSize }
  const parts: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  const bounded = new WritableStream<Uint8Array<ArrayBuffer>>({
    write(part) {
      size += part.length
      if (size > limit) throw new RangeError('larger than it says')
      parts.push(part)
    },
  })
  try {
    await entry.getData(bounded, { useWebWorkers: false })
  } catch (error) {
    if (size > limit) return { kind: 'too-large', size }
    return {
      kind: 'failed',
      reason: `it cannot be unpacked: ${error instanceof Error ? error.message : String(error)}`,
    }
  }
  return { kind: 'read', bytes: new Uint8Array(await new Blob(parts).arrayBuffer()) }
}
