import { isRecord } from '../config/fields.ts'
import { type Bytes, FileProblem } from './bytes.ts'
import type { Tensor } from './gguf-header.ts'

/** Bits of an element, by the names of the format. */
const BITS: Readonly<Record<string, number>> = {
  F64: 64,
  I64: 64,
  U64: 64,
  F32: 32,
  I32: 32,
  U32: 32,
  F16: 16,
  BF16: 16,
  I16: 16,
  U16: 16,
  F8_E4M3: 8,
  F8_E5M2: 8,
  F8_E8M0: 8,
  I8: 8,
  U8: 8,
  BOOL: 8,
  F6_E2M3: 6,
  F6_E3M2: 6,
  F4: 4,
}

/** The header's length stands in front of it, in eight bytes. */
const LENGTH_BYTES = 8

/**
 * The tensors of a safetensors file, from its header.
 * @throws FileProblem where the header is broken, or says what cannot be
 */
export async function safetensorsHeader(bytes: Bytes): Promise<readonly Tensor[]> {
  const start = await bytes.read(0, LENGTH_BYTES)
  if (start.length < LENGTH_BYTES) throw new FileProblem('it ends within its header')
  const length = new DataView(start.buffer, start.byteOffset, LENGTH_BYTES).getBigUint64(0, true)
  if (length > BigInt(bytes.size - LENGTH_BYTES))
    throw new FileProblem(`its header is to have ${length} bytes, and the file has ${bytes.size}`)
  const header = jsonOf(await bytes.read(LENGTH_BYTES, Number(length)))
  const room = bytes.size - LENGTH_BYTES - Number(length)
  return Object.entries(header)
    .filter(([name]) => name !== '__metadata__')
    .map(([name, entry]) => tensorOf(name, entry, room))
}

function jsonOf(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new FileProblem('its header is no JSON')
  }
  if (!isRecord(value)) throw new FileProblem('its header is no object')
  return value
}

function tensorOf(name: string, entry: unknown, room: number): Tensor {
  const label = name.replaceAll(/[^\x20-\x7e]+/g, '?').slice(0, 80)
  if (!isRecord(entry)) throw new FileProblem(`${label} is no tensor`)
  const { dtype, shape, data_offsets: offsets } = entry
  const bits = typeof dtype === 'string' && Object.hasOwn(BITS, dtype) ? BITS[dtype] : undefined
  if (typeof dtype !== 'string' || bits === undefined) throw new FileProblem(`${label} is of an unknown type`)
  if (!isWhole(shape) || !isWhole(offsets) || offsets.length !== 2)
    throw new FileProblem(`${label} has no shape or no place`)
  const [from = 0, to = 0] = offsets
  const elements = shape.reduce((product, side) => product * side, 1)
  if (!Number.isSafeInteger(elements) || Math.ceil((elements * bits) / 8) !== to - from) {
    throw new FileProblem(`${label} does not take the bytes that its shape says`)
  }
  if (to > room) throw new FileProblem(`${label} reaches beyond the end of the file`)
  return { name, type: dtype, shape, elements, bytes: to - from }
}

function isWhole(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.length <= 8 && value.every((item) => Number.isSafeInteger(item) && item >= 0)
}
