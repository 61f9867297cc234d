/** Makes the bytes of a GGUF file: its header, and as many zeros as its tensors take. */

type Value = number | string | boolean | readonly number[]

export interface WrittenTensor {
  readonly name: string
  readonly shape: readonly (number | bigint)[]
  /** Number of the type; 0 is F32. */
  readonly type?: number
  readonly offset?: bigint
}

export function ggufFile(
  metadata: Readonly<Record<string, Value>>,
  tensors: readonly WrittenTensor[],
  claimed: { readonly tensors?: bigint; readonly entries?: bigint } = {},
): Uint8Array {
  const entries = Object.entries(metadata)
  const parts = [
    text('GGUF'),
    u32(3),
    u64(claimed.tensors ?? BigInt(tensors.length)),
    u64(claimed.entries ?? BigInt(entries.length)),
    ...entries.flatMap(([key, value]) => [string(key), ...valueOf(value)]),
    ...tensors.flatMap(({ name, shape, type = 0, offset = 0n }) => [
      string(name),
      u32(shape.length),
      ...shape.map((side) => u64(BigInt(side))),
      u32(type),
      u64(offset),
    ]),
  ]
  return Buffer.concat([...parts, new Uint8Array(32)])
}

const TYPES = { number: 4, boolean: 7, string: 8, array: 9 }

function valueOf(value: Value): readonly Uint8Array[] {
  if (typeof value === 'number') return [u32(TYPES.number), u32(value)]
  if (typeof value === 'boolean') return [u32(TYPES.boolean), new Uint8Array([Number(value)])]
  if (typeof value === 'string') return [u32(TYPES.string), string(value)]
  return [u32(TYPES.array), u32(TYPES.number), u64(BigInt(value.length)), ...value.map(u32)]
}

function string(value: string): Uint8Array {
  return Buffer.concat([u64(BigInt(Buffer.byteLength(value))), text(value)])
}

function text(value: string): Uint8Array {
  return Buffer.from(value)
}

function u32(value: number): Uint8Array {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

function u64(value: bigint): Uint8Array {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(value)
  return bytes
}
