import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Bytes } from '../../src/fit/models/file/bytes.ts'
import { modelOfFiles } from '../../src/fit/models/file/model-of-files.ts'
import { ggufFile, type WrittenTensor } from './gguf-file.ts'

/** The header alone lies in memory: what a file of `size` bytes would hold behind it is never read. */
function file(name: string, header: Uint8Array, size: number = header.length + 1e9): Bytes {
  return { name, size, read: (start, length) => Promise.resolve(header.subarray(start, start + length)) }
}

const METADATA = {
  'general.architecture': 'llama',
  'general.file_type': 15,
  'llama.block_count': 3,
  'llama.embedding_length': 64,
  'llama.attention.head_count': 4,
  'llama.attention.head_count_kv': [2, 0, 1],
  'llama.ssm.inner_size': 128,
  'llama.ssm.state_size': 16,
  'llama.context_length': 2048,
}
const EMBEDDING: WrittenTensor = { name: 'token_embd.weight', shape: [64, 1000], type: 12 }

async function problemOf(name: string, header: Uint8Array, size?: number): Promise<string> {
  const read = await modelOfFiles({ name, files: [file(name, header, size)] })
  return 'problem' in read ? read.problem : 'none'
}

describe('GGUF', () => {
  test('what each layer keeps and the bytes of each tensor are those of the header', async () => {
    const header = ggufFile(METADATA, [
      { ...EMBEDDING, shape: [256, 1000] },
      { name: 'blk.0.ffn_up.weight', shape: [64, 128], type: 8 },
    ])
    const read = await modelOfFiles({ name: 'a.gguf', files: [file('a.gguf', header)] })

    expect(read).toMatchObject({
      is: {
        parameters: 256_000 + 8192,
        tensors: { all: 144_000 + 8704, embedding: 144_000, output: 0, quantization: 'Q4_K_M' },
        architecture: {
          tiedEmbeddings: true,
          layers: [
            { count: 1, keeps: { kind: 'attention', keyValueHeads: 2, keyLength: 16 } },
            { count: 1, keeps: { kind: 'state', elements: 2048 } },
            { count: 1, keeps: { kind: 'attention', keyValueHeads: 1, keyLength: 16 } },
          ],
        },
      },
    })
  })

  test.each([
    ['a count of tensors of 2^63', ggufFile(METADATA, [], { tensors: 2n ** 63n }), /Tensor count/],
    ['a count of entries of 2^63', ggufFile(METADATA, [], { entries: 2n ** 63n }), /KV metadata count/],
    ['a side of 2^63', ggufFile(METADATA, [{ name: 'a', shape: [2n ** 63n] }]), /exceeds the maximum/],
    ['two tensors of one name', ggufFile(METADATA, [EMBEDDING, EMBEDDING]), /two tensors called token_embd/],
    ['an unknown type', ggufFile(METADATA, [{ ...EMBEDDING, type: 99 }]), /unknown type, 99/],
    ['half a block', ggufFile(METADATA, [{ name: 'a', shape: [10], type: 12 }]), /cannot hold/],
    ['a tensor beyond the end', ggufFile(METADATA, [{ ...EMBEDDING, offset: 2n ** 62n }]), /beyond the end/],
    [
      'more layers than any',
      ggufFile({ ...METADATA, 'llama.block_count': 4e9 }, [{ name: 'token_embd.weight', shape: [64] }]),
      /none|layers/,
    ],
    ['another magic', Buffer.from('GGML'.repeat(20)), /magic/],
    ['nothing', new Uint8Array(), /magic/],
  ])('%s is one line', async (_what, header, problem) => {
    const said = await problemOf('a.gguf', header)

    expect(said).toMatch(problem)
    expect(said).not.toContain('\n')
  })

  test('a file that is cut off anywhere is a problem and no exception', async () => {
    const whole = ggufFile(METADATA, [EMBEDDING])
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 40 }), async (length) => {
        expect(await problemOf('a.gguf', whole.subarray(0, length), length)).not.toBe('none')
      }),
    )
  })

  test('bytes that were changed are a problem or another model, and no exception', async () => {
    const whole = ggufFile(METADATA, [EMBEDDING])
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: whole.length - 1 }),
        fc.integer({ min: 0, max: 255 }),
        async (at, byte) => {
          const changed = Uint8Array.from(whole)
          changed[at] = byte
          expect(await problemOf('a.gguf', changed)).not.toContain('\n')
        },
      ),
    )
  })
})

function safetensors(header: unknown, claimed?: bigint): Uint8Array {
  const json = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(claimed ?? BigInt(json.length))
  return Buffer.concat([length, json])
}

const WEIGHT = { dtype: 'BF16', shape: [100, 64], data_offsets: [0, 12_800] }

describe('safetensors', () => {
  test('packed weights of MLX are counted by their bits, and their scales not at all', async () => {
    const header = safetensors({
      'model.embed_tokens.weight': { dtype: 'U32', shape: [100, 8], data_offsets: [0, 3200] },
      'model.embed_tokens.scales': { dtype: 'BF16', shape: [100, 1], data_offsets: [3200, 3400] },
      __metadata__: { format: 'mlx' },
    })
    const config = { quantization: { bits: 4, group_size: 64 } }
    const read = await modelOfFiles({ name: 'm', files: [file('model.safetensors', header)], config })

    expect(read).toMatchObject({ is: { parameters: 6400, tensors: { all: 3400, quantization: 'mlx-4bit' } } })
  })

  test.each([
    ['a header of 2^63 bytes', safetensors({}, 2n ** 63n), /the file has/],
    ['a header longer than is read', safetensors({}, 900_000_000n), /20 MB/],
    ['no JSON', safetensors('{"a":'), /no JSON/],
    ['a list', safetensors([]), /no object/],
    ['bytes that the shape does not take', safetensors({ a: { ...WEIGHT, data_offsets: [0, 1] } }), /its shape says/],
    [
      'a place beyond the end',
      safetensors({ a: { ...WEIGHT, data_offsets: [2e12, 2e12 + 12_800] } }),
      /beyond the end/,
    ],
    ['sides without measure', safetensors({ a: { ...WEIGHT, shape: [1e15, 1e15] } }), /its shape says/],
    ['an unknown type', safetensors({ a: { ...WEIGHT, dtype: 'toString' } }), /unknown type/],
  ])('%s is one line', async (_what, header, problem) => {
    const said = await problemOf('model.safetensors', header)

    expect(said).toMatch(problem)
    expect(said).not.toContain('\n')
  })

  test('two files with one tensor are a problem', async () => {
    const files = ['model-1.safetensors', 'model-2.safetensors'].map((name) => file(name, safetensors({ a: WEIGHT })))

    expect(await modelOfFiles({ name: 'm', files })).toEqual({ problem: 'm: two of its files have a tensor called a' })
  })
})
