import type { Bytes } from '../../../../src/fit/models/file/bytes.ts'

/** A file of the visitor's, of which no more is read than is asked for. */
export function bytesOf(file: File): Bytes {
  return {
    name: file.name,
    size: file.size,
    read: async (start, length) => new Uint8Array(await file.slice(start, start + length).arrayBuffer()),
  }
}
