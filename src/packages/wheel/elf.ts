/** Reads what ELF files (64 bits, little-endian: all that wheels for Linux x86_64 and arm64 hold) want to be loaded with them. */

/** A reader of a file's beginning: up to that many bytes from the start. */
export type UpTo = (length: number) => Promise<Uint8Array>

const HEADER_BYTES = 64
const SEGMENT_BYTES = 56
const LOAD = 1
const DYNAMIC = 2
const NEEDED = 1n
const STRING_TABLE = 5n
const STRING_TABLE_SIZE = 10n
const END = 0n
/** Segments of a program: a dozen in practice. */
const MAX_SEGMENTS = 100
/** Entries of a dynamic section, and libraries named there: some tens in practice. */
const MAX_DYNAMIC = 4_096
/** Characters of a library's name. */
const MAX_NAME = 255

interface Segment {
  readonly type: number
  readonly offset: number
  readonly address: number
  readonly size: number
}

/** Whether bytes begin an ELF file of that kind. */
export function isElf(bytes: Uint8Array): boolean {
  return bytes.length >= HEADER_BYTES && hex(bytes, 6) === '7f454c460201'
}

/**
 * The libraries (DT_NEEDED) of an ELF file; empty for a static one.
 *
 * @param maxBytes - how far into the file it is worth reading
 * @returns undefined when they lie beyond that, or the file is not what it claims to be
 */
export async function elfLibraries(upTo: UpTo, maxBytes: number): Promise<readonly string[] | undefined> {
  const header = await upTo(HEADER_BYTES)
  if (!isElf(header)) return undefined
  const view = viewOf(header)
  const table = Number(view.getBigUint64(32, true))
  const count = view.getUint16(56, true)
  if (view.getUint16(54, true) !== SEGMENT_BYTES || count > MAX_SEGMENTS) return undefined
  const segments = await segmentsAt(upTo, table, count, maxBytes)
  const dynamic = segments?.find(({ type }) => type === DYNAMIC)
  if (!segments) return undefined
  if (!dynamic) return []
  const entries = await piece(upTo, dynamic.offset, Math.min(dynamic.size, MAX_DYNAMIC * 16), maxBytes)
  return entries && namesIn(entries, segments, upTo, maxBytes)
}

async function segmentsAt(upTo: UpTo, offset: number, count: number, maxBytes: number): Promise<Segment[] | undefined> {
  const bytes = await piece(upTo, offset, count * SEGMENT_BYTES, maxBytes)
  if (bytes?.length !== count * SEGMENT_BYTES) return undefined
  const view = viewOf(bytes)
  return Array.from({ length: count }, (_, index) => {
    const at = index * SEGMENT_BYTES
    const number = (field: number): number => Number(view.getBigUint64(at + field, true))
    return { type: view.getUint32(at, true), offset: number(8), address: number(16), size: number(32) }
  })
}

async function namesIn(
  entries: Uint8Array,
  segments: readonly Segment[],
  upTo: UpTo,
  maxBytes: number,
): Promise<readonly string[] | undefined> {
  const view = viewOf(entries)
  const needed: number[] = []
  let address: number | undefined
  let size = 0
  for (let at = 0; at + 16 <= entries.length; at += 16) {
    const tag = view.getBigInt64(at, true)
    const value = Number(view.getBigUint64(at + 8, true))
    if (tag === END) break
    if (tag === NEEDED) needed.push(value)
    if (tag === STRING_TABLE) address = value
    if (tag === STRING_TABLE_SIZE) size = value
  }
  if (needed.length === 0) return []
  const home = segments.find(
    (segment) =>
      address !== undefined &&
      segment.type === LOAD &&
      address >= segment.address &&
      address < segment.address + segment.size,
  )
  if (!home || address === undefined) return undefined
  const names = await piece(upTo, address - home.address + home.offset, size, maxBytes)
  return names && needed.flatMap((offset) => textAt(names, offset) ?? [])
}

/** Bytes of the middle of a file; undefined where that is too far in. */
async function piece(upTo: UpTo, offset: number, length: number, maxBytes: number): Promise<Uint8Array | undefined> {
  const end = offset + length
  if (!Number.isSafeInteger(end) || end > maxBytes) return undefined
  return (await upTo(end)).subarray(offset, end)
}

/** A text that ends with a zero byte. */
function textAt(bytes: Uint8Array, offset: number): string | undefined {
  const end = bytes.subarray(0, offset + MAX_NAME + 1).indexOf(0, offset)
  return offset < bytes.length && end > offset ? Buffer.from(bytes.subarray(offset, end)).toString('latin1') : undefined
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function hex(bytes: Uint8Array, length: number): string {
  return Buffer.from(bytes.subarray(0, length)).toString('hex')
}
