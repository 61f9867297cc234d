/**
 * How many bits a weight takes, by what its tensor is for. The types of GGUF are blocks with their own scales, so that
 * `Q4_K` takes 4.5 bits and not 4; the named mixtures keep some tensors in more bits, by the rules of `llama-quant.cpp`
 * (https://github.com/ggml-org/llama.cpp/blob/007dbbf3fd17eefe9b47fee45f48f7ba5e62b714/src/llama-quant.cpp). MLX takes groups
 * of 64 weights with a scale and a bias of 16 bits each; nf4 takes blocks of 64 whose scales are quantized again.
 */

/** What a tensor is for, as far as mixtures tell it apart. */
export type Role = 'embedding' | 'output' | 'query' | 'key' | 'value' | 'attention-output' | 'up' | 'down' | 'other'

/** Bits of one weight in a block of a type of GGUF: bytes of a block times eight, by the weights in it. */
const BLOCK_BITS = {
  F32: 32,
  F16: 16,
  BF16: 16,
  Q8_0: 8.5,
  Q6_K: 6.5625,
  Q5_1: 6,
  Q5_0: 5.5,
  Q5_K: 5.5,
  Q4_1: 5,
  Q4_0: 4.5,
  Q4_K: 4.5,
  IQ4_NL: 4.5,
  IQ4_XS: 4.25,
  MXFP4: 4.25,
  NVFP4: 4.5,
  Q3_K: 3.4375,
  IQ3_S: 3.4375,
  IQ3_XXS: 3.0625,
  Q2_K: 2.625,
  IQ2_S: 2.5625,
  IQ2_XS: 2.3125,
  IQ2_XXS: 2.0625,
  IQ1_M: 1.75,
  IQ1_S: 1.5625,
} as const

type Block = keyof typeof BLOCK_BITS

/** A type for all layers, or for a share of them: the rest keeps the mixture's own. */
type Given = Block | { readonly type: Block; readonly share: Share }

/** `some`: the first and the last eighth of the layers and every third between them. */
type Share = 'some' | number

interface Mixture {
  readonly base: Block
  readonly roles?: Partial<Record<Role, Given>>
  /** What instead holds where at least four heads share keys and values. */
  readonly grouped?: Partial<Record<Role, Given>>
}

const first = (type: Block, share: number): Given => ({ type, share })
const some = (type: Block): Given => ({ type, share: 'some' })

const MIXTURES: Readonly<Record<string, Mixture>> = {
  Q6_K: { base: 'Q6_K' },
  Q5_K_M: { base: 'Q5_K', roles: { value: some('Q6_K'), down: some('Q6_K') } },
  Q5_K_S: { base: 'Q5_K' },
  Q4_K_M: { base: 'Q4_K', roles: { value: some('Q6_K'), down: some('Q6_K') } },
  Q4_K_S: { base: 'Q4_K', roles: { value: first('Q5_K', 1 / 8), down: first('Q5_K', 1 / 8) } },
  Q3_K_L: { base: 'Q3_K', roles: { value: 'Q5_K', down: 'Q5_K', 'attention-output': 'Q5_K' } },
  Q3_K_M: { base: 'Q3_K', roles: { value: 'Q4_K', down: 'Q4_K', 'attention-output': 'Q4_K' } },
  Q3_K_S: { base: 'Q3_K' },
  Q2_K: {
    base: 'Q2_K',
    roles: { value: 'Q3_K', down: 'Q3_K', 'attention-output': 'Q3_K' },
    grouped: { value: 'Q4_K' },
  },
  IQ4_XS: { base: 'IQ4_XS', roles: { down: first('Q5_K', 1 / 8) }, grouped: { value: 'Q5_K' } },
  IQ4_NL: { base: 'IQ4_NL', roles: { down: first('Q5_K', 1 / 8) }, grouped: { value: 'Q5_K' } },
  IQ3_M: { base: 'IQ3_S', roles: { value: 'Q4_K', 'attention-output': 'Q4_K', down: first('Q4_K', 1 / 8) } },
  IQ3_S: { base: 'IQ3_S', grouped: { value: 'Q4_K' } },
  IQ3_XS: {
    base: 'IQ3_S',
    roles: { query: 'IQ3_XXS', key: 'IQ3_XXS', up: first('IQ3_XXS', 3 / 4) },
    grouped: { value: 'Q4_K' },
  },
  IQ3_XXS: {
    base: 'IQ3_XXS',
    roles: { embedding: 'IQ3_S', query: 'IQ2_S', key: 'IQ2_S', 'attention-output': 'IQ3_S', output: 'Q5_K' },
    grouped: { value: 'Q4_K' },
  },
  IQ2_M: lowBits('IQ2_S', 'IQ3_S'),
  IQ2_S: lowBits('IQ2_XS', 'IQ3_S'),
  IQ2_XS: lowBits('IQ2_XS', 'Q2_K'),
  IQ2_XXS: lowBits('IQ2_XXS', 'Q2_K'),
  IQ1_M: lowBits('IQ1_M', 'Q2_K'),
  IQ1_S: lowBits('IQ1_S', 'Q2_K'),
}

/** Mixtures of two bits and less keep what matters most in three. */
function lowBits(base: Block, kept: 'IQ3_S' | 'Q2_K'): Mixture {
  const attention = kept === 'IQ3_S' ? { 'attention-output': kept } : {}
  return {
    base,
    roles: { embedding: kept, value: kept, output: 'Q5_K', down: first(kept, 1 / 8), ...attention },
    grouped: { value: 'Q4_K' },
  }
}

/** What a quantization makes of each weight. */
export interface Quantization {
  /** As people write it: `Q4_K_M`, `F16`, `mlx-4bit`, `nf4`. */
  readonly name: string
  /** Kernels that share a code path reach alike: what speed is calibrated by. */
  readonly kernels: Kernels
  /** Bits of a weight by its role, where `grouped` says that four heads or more share keys and values. */
  readonly bits: (role: Role, grouped: boolean) => number
  /** Bits of a weight of an expert, where they differ from those of `up` and `down`. */
  readonly expertBits?: number
}

export type Kernels = 'f16' | 'q8' | 'q4' | 'k' | 'i' | 'mxfp4' | 'mlx' | 'nf4' | 'int8' | 'int4' | 'f32'

/** The quantization of a name, in any spelling that people use; nothing for a name that nobody uses. */
export function quantizationOf(name: string): Quantization | undefined {
  const plain = name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')
  return ofGguf(plain) ?? ofMlx(plain) ?? ofPyTorch(plain)
}

/** Names for messages: what may be asked for. */
export const QUANTIZATION_NAMES = [
  'F32',
  'F16',
  'BF16',
  'Q8_0',
  'Q4_0',
  'Q4_1',
  'Q5_0',
  'Q5_1',
  'MXFP4',
  ...Object.keys(MIXTURES),
  'mlx-3bit',
  'mlx-4bit',
  'mlx-5bit',
  'mlx-6bit',
  'mlx-8bit',
  'mlx-mxfp4',
  'nf4',
  'int8',
  'fp8',
  'awq',
  'gptq',
]

function ofGguf(plain: string): Quantization | undefined {
  // Who serves MLX without quantization says so in the same way: `mlx-bf16`.
  const upper = plain
    .replace(/^ud_/, '')
    .replace(/^mlx_(?=b?f(?:p|loat)?16$|f(?:p|loat)?32$)/, '')
    .replace(/_xl$/, '_m')
    .toUpperCase()
  if (upper === 'MXFP4' || upper === 'MXFP4_MOE') return experts('MXFP4', 'mxfp4', BLOCK_BITS.MXFP4, BLOCK_BITS.Q8_0)
  const mixture = MIXTURES[upper]
  if (mixture !== undefined) return { name: upper, kernels: upper.startsWith('I') ? 'i' : 'k', bits: bitsOf(mixture) }
  if (!isBlock(upper)) return undefined
  const bits = BLOCK_BITS[upper]
  if (bits >= 16) return { name: upper, kernels: bits > 16 ? 'f32' : 'f16', bits: () => bits }
  const output = Math.max(bits, BLOCK_BITS.Q6_K)
  return {
    name: upper,
    kernels: upper === 'Q8_0' ? 'q8' : 'q4',
    bits: (role) => (role === 'output' ? output : bits),
  }
}

function isBlock(name: string): name is Block {
  return name in BLOCK_BITS
}

function bitsOf({ base, roles = {}, grouped = {} }: Mixture): Quantization['bits'] {
  return (role, isGrouped) => {
    const given = (isGrouped ? grouped[role] : undefined) ?? roles[role] ?? (role === 'output' ? 'Q6_K' : base)
    if (typeof given === 'string') return BLOCK_BITS[given]
    // Of thirty-two layers, for instance, four are the first, four the last, and eight every third between them.
    const share = given.share === 'some' ? 1 / 2 : given.share
    return BLOCK_BITS[given.type] * share + BLOCK_BITS[base] * (1 - share)
  }
}

function experts(name: string, kernels: Kernels, expertBits: number, otherBits: number): Quantization {
  return { name, kernels, bits: () => otherBits, expertBits }
}

/** Bits of a scale and a bias of a group of 64 weights, by weight. */
const MLX_GROUP_BITS = 32 / 64

function ofMlx(plain: string): Quantization | undefined {
  if (plain.startsWith('mlx_mxfp4')) return experts('mlx-mxfp4', 'mlx', BLOCK_BITS.MXFP4, 8 + MLX_GROUP_BITS)
  const bits = /^(?:mlx_)?([2-8])_?bits?(?:_mlx)?$/.exec(plain)?.[1] ?? /^mlx_q?([2-8])$/.exec(plain)?.[1]
  if (bits !== undefined) {
    return { name: `mlx-${bits}bit`, kernels: 'mlx', bits: () => Number(bits) + MLX_GROUP_BITS }
  }
  return undefined
}

/** Bits that scales add: a 32-bit scale for 64 weights, quantized to 8 bits in blocks of 256. */
const NF4_SCALE_BITS = 8 / 64 + 32 / (64 * 256)
/** A 16-bit scale and a packed zero point for each 128 weights. */
const INT4_SCALE_BITS = 20 / 128

/** Embeddings and the output layer are no linear layers that these libraries replace: they stay in 16 bits. */
function linear(name: string, kernels: Kernels, bits: number): Quantization {
  return { name, kernels, bits: (role) => (role === 'embedding' || role === 'output' ? 16 : bits) }
}

function ofPyTorch(plain: string): Quantization | undefined {
  if (/^(?:bnb_)?nf4$|^bnb_4_?bit$/.test(plain)) return linear('nf4', 'nf4', 4 + NF4_SCALE_BITS)
  if (/^(?:bnb_)?int8|^bnb_8_?bit|^int8wo$/.test(plain)) return linear('int8', 'int8', 8)
  if (/^fp8|^float8/.test(plain)) return linear('fp8', 'int8', 8)
  if (/^(?:awq|gptq|int4|w4a16)/.test(plain)) return linear(plain.split('_')[0] ?? plain, 'int4', 4 + INT4_SCALE_BITS)
  if (/^(?:fp16|float16|half)$/.test(plain)) return ofGguf('f16')
  if (/^(?:bfloat16)$/.test(plain)) return ofGguf('bf16')
  if (/^(?:fp32|float32)$/.test(plain)) return ofGguf('f32')
  return undefined
}
