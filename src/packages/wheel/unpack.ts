import { pipeline, Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { Refusal } from '../refusal.ts'
import type { Entry } from './archive.ts'
import type { Source } from './range-source.ts'

const LOCAL_HEADER = 0x04_03_4b_50
const LOCAL_HEADER_BYTES = 30
/** Bytes that are unpacked at once. */
const PIECE_BYTES = 65_536

/** The beginning of a file in an archive, unpacked as far as it is asked for. */
export interface Opening {
  /** Up to that many bytes from the start; fewer where the file ends before. @throws {Refusal} */
  readonly upTo: (length: number) => Promise<Uint8Array>
  readonly close: () => void
}

/**
 * Opens a file in an archive. What comes out is bounded by what is asked for, whatever the archive says of sizes.
 */
export async function openEntry(source: Source, entry: Entry): Promise<Opening> {
  const start = await dataStart(source, entry)
  if (entry.method === 'other') throw new Refusal(`${entry.path} is packed in a way that is not known here`)
  return entry.method === 'stored' ? openStored(source, start, entry.packed) : openDeflated(source, start, entry.packed)
}

async function dataStart(source: Source, { offset, path }: Entry): Promise<number> {
  const header = await source.read(offset, LOCAL_HEADER_BYTES)
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength)
  if (view.getUint32(0, true) !== LOCAL_HEADER) throw new Refusal(`${path} is not where the archive says`)
  return offset + LOCAL_HEADER_BYTES + view.getUint16(26, true) + view.getUint16(28, true)
}

function openStored(source: Source, start: number, packed: number): Opening {
  return { upTo: (length) => source.read(start, Math.min(length, packed)), close: () => {} }
}

function openDeflated(source: Source, start: number, packed: number): Opening {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < packed; at += PIECE_BYTES) yield source.read(start + at, Math.min(PIECE_BYTES, packed - at))
  }
  const packedStream = Readable.from(pieces(), { highWaterMark: 1 })
  const inflate = createInflateRaw()
  // What goes wrong is met again where the bytes are asked for.
  pipeline(packedStream, inflate, () => {})
  const unpacked: AsyncIterator<unknown> = inflate[Symbol.asyncIterator]()
  let whole = Buffer.alloc(0)
  return {
    async upTo(length) {
      const parts: Uint8Array[] = [whole]
      for (let size = whole.length; size < length;) {
        const { done, value } = await next(unpacked)
        if (done || !(value instanceof Uint8Array)) break
        parts.push(value)
        size += value.length
      }
      whole = Buffer.concat(parts)
      return whole.subarray(0, length)
    },
    close: () => void inflate.destroy(),
  }
}

async function next(unpacked: AsyncIterator<unknown>): Promise<IteratorResult<unknown>> {
  try {
    return await unpacked.next()
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(`an archive cannot be unpacked: ${error instanceof Error ? error.message : String(error)}`)
  }
}
