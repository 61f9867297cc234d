import { READ_AHEAD_BYTES, TAIL_BYTES } from '../limits.ts'
import { Refusal } from '../refusal.ts'
import type { Part } from '../transport/document.ts'
import type { Transport } from '../transport/transport.ts'

/** A file somewhere else, read piece by piece. */
export interface Source {
  /** Bytes of the whole. */
  readonly size: number
  /** Exactly that many bytes. @throws {Refusal} beyond the end, and beyond what may be read of one file */
  readonly read: (start: number, length: number) => Promise<Uint8Array>
}

/** Pieces kept: the end, where the list of files is, and the one that is being read. */
const MAX_PIECES = 2

/**
 * Opens a file by its last bytes.
 *
 * @param stated - size that the index states; a file of another size is refused
 * @param maxBytes - bytes that may be received of it
 */
export async function sourceOf(
  transport: Transport,
  address: string,
  stated: number | undefined,
  maxBytes: number,
): Promise<Source> {
  let left = maxBytes
  const tail = await transport.part(address, { start: -TAIL_BYTES, length: TAIL_BYTES })
  const size = tail.total
  if (stated !== undefined && stated !== size) throw new Refusal('a file has another size than the index says')
  let pieces: readonly Part[] = [tail]

  async function fetchPiece(start: number, length: number): Promise<Part> {
    const wanted = Math.min(Math.max(length, READ_AHEAD_BYTES), size - start)
    if (length > left) throw new Refusal(`a file takes more than ${maxBytes} bytes to look into`)
    const piece = await transport.part(address, { start, length: Math.min(wanted, left) })
    left -= piece.bytes.length
    if (piece.total !== size || piece.start !== start) throw new Refusal('a file changes while it is read')
    pieces = [tail, piece].slice(0, MAX_PIECES)
    return piece
  }

  return {
    size,
    async read(start, length) {
      if (start < 0 || length < 0 || start + length > size) throw new Refusal('a file leads beyond its own end')
      const known = pieces.find((piece) => start >= piece.start && start + length <= piece.start + piece.bytes.length)
      const piece = known ?? (await fetchPiece(start, length))
      const bytes = piece.bytes.subarray(start - piece.start, start - piece.start + length)
      if (bytes.length !== length) throw new Refusal('a file ends before it says')
      return bytes
    },
  }
}
