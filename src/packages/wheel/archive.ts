import { MAX_DIRECTORY_BYTES, MAX_ENTRIES } from '../limits.ts'
import { Refusal } from '../refusal.ts'
import type { Source } from './range-source.ts'

/** A file in an archive. */
export interface Entry {
  readonly path: string
  /** Offset of its local header. */
  readonly offset: number
  /** Bytes in the archive. */
  readonly packed: number
  /** Bytes that it claims to have when unpacked. */
  readonly size: number
  readonly method: 'stored' | 'deflated' | 'other'
}

/** The list of files of a zip archive, without reading the files. @throws {Refusal} */
export async function entriesOf(source: Source): Promise<readonly Entry[]> {
  // Only here, since most runs look into no archive and this takes a while to load.
  const { Reader, ZipReader } = await import('@zip.js/zip.js/index-native.js')
  const reader = Object.assign(new Reader(undefined), {
    size: source.size,
    async readUint8Array(start: number, length: number) {
      if (length > MAX_DIRECTORY_BYTES) throw new Refusal(`a list of files has more than ${MAX_DIRECTORY_BYTES} bytes`)
      // Asked for more than there is, a reader gives what there is.
      return Uint8Array.from(await source.read(start, Math.max(0, Math.min(length, source.size - start))))
    },
  })
  const entries: Entry[] = []
  try {
    const zip = new ZipReader(reader, { useWebWorkers: false, strictness: 'tolerant' })
    for await (const entry of zip.getEntriesGenerator()) {
      if (entries.length >= MAX_ENTRIES) throw new Refusal(`an archive has more than ${MAX_ENTRIES} files`)
      if (entry.directory || entry.encrypted) continue
      const { filename: path, offset, compressedSize: packed, uncompressedSize: size, compressionMethod } = entry
      const method = compressionMethod === 0 ? 'stored' : compressionMethod === 8 ? 'deflated' : 'other'
      entries.push({ path, offset, packed, size, method })
    }
    return entries
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(`an archive cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}
