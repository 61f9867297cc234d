/** What carries information from token to token in a layer: its parameters, and what it keeps of the tokens before. */
import type { Kept } from '../../model.ts'
import { ConfigProblem, type Fields } from './fields.ts'

export interface Mixer {
  readonly parameters: number
  readonly keeps: Kept
}

/** Number of heads and their lengths, where they differ between layers. */
export interface HeadShape {
  readonly heads: number
  readonly keyValueHeads: number
  readonly head: number
}

/**
 * Grouped-query attention: projections for queries, keys, values and the output.
 *
 * @param window - tokens that it looks back, where it does not see all
 */
export function attention(fields: Fields, hidden: number, shape: HeadShape, window?: number): Mixer {
  const { heads, keyValueHeads, head } = shape
  // Qwen3-Next and Qwen3.5 make a gate for the output of attention from the queries' projection.
  const gates = GATED_ATTENTION.has(fields.type) ? 2 : 1
  // Gemma 4 takes the keys of layers that see all tokens for their values too.
  const projections = fields.flag('attention_k_eq_v') === true && window === undefined ? 1 : 2
  return {
    parameters: hidden * head * (heads * gates + projections * keyValueHeads + heads),
    keeps: {
      kind: 'attention',
      keyValueHeads,
      keyLength: head,
      valueLength: head,
      ...(window !== undefined && { window }),
    },
  }
}

const GATED_ATTENTION = new Set(['qwen3_next', 'qwen3_5_text', 'qwen3_5', 'qwen3_5_moe_text', 'qwen3_5_moe'])

/** Multi-head latent attention: one compressed vector a token is kept, and a part of the key with the position. */
export function latentAttention(fields: Fields, hidden: number, heads: number): Mixer {
  const rank = fields.needed('kv_lora_rank')
  const rope = fields.number('qk_rope_head_dim') ?? 0
  const nope = fields.needed('qk_nope_head_dim')
  const value = fields.number('v_head_dim') ?? nope
  const queryRank = fields.number('q_lora_rank') ?? 0
  const query = queryRank > 0 ? hidden * queryRank + queryRank * heads * (nope + rope) : hidden * heads * (nope + rope)
  // A light index chooses the tokens that are looked at, in DeepSeek V3.2 and GLM-5; its keys are kept too.
  const indexHead = fields.number('index_head_dim') ?? 0
  const indexHeads = indexHead > 0 ? fields.needed('index_n_heads') : 0
  const index = indexHeads * indexHead * (queryRank || hidden) + hidden * (indexHead + indexHeads)
  return {
    parameters: query + hidden * (rank + rope) + rank * heads * (nope + value) + heads * value * hidden + index,
    keeps: { kind: 'latent', rank, rope: rope + indexHead },
  }
}

/**
 * Attention of DeepSeek V4: queries and outputs by way of fewer dimensions, and one vector that is key and value, kept of the last few
 * tokens and, put together, of each `every` tokens before. Of the last few next to nothing is kept.
 */
export function compressedAttention(fields: Fields, hidden: number, heads: number, every: number): Mixer {
  const head = fields.needed('head_dim')
  const queryRank = fields.needed('q_lora_rank')
  const outputRank = fields.needed('o_lora_rank')
  const groups = fields.number('o_groups') ?? 1
  const through = hidden * queryRank + queryRank * heads * head + hidden * head
  const output = heads * head * outputRank + groups * outputRank * hidden
  if (every === 0) return { parameters: through + output, keeps: { kind: 'none' } }
  // Where little is put together, an index chooses what is looked at.
  const indexHead = every < INDEXED_BELOW ? (fields.number('index_head_dim') ?? 0) : 0
  const index = indexHead * (queryRank * (fields.number('index_n_heads') ?? 0) + 2 * hidden)
  return {
    parameters: through + output + 2 * hidden * head + index,
    keeps: { kind: 'latent', rank: head, rope: indexHead, every },
  }
}

/** Tokens that are put together, from which on there is no index. */
const INDEXED_BELOW = 64

/** Gated delta networks of Qwen3-Next and Qwen3.5: a matrix a head in place of keys and values. */
export function gatedDelta(fields: Fields, hidden: number): Mixer {
  const keyHeads = fields.needed('linear_num_key_heads')
  const valueHeads = fields.needed('linear_num_value_heads')
  const keyLength = fields.needed('linear_key_head_dim')
  const valueLength = fields.needed('linear_value_head_dim')
  const kernel = fields.number('linear_conv_kernel_dim') ?? 4
  const key = keyHeads * keyLength
  const value = valueHeads * valueLength
  return {
    parameters: hidden * (2 * key + 2 * value + 2 * valueHeads) + (2 * key + value) * kernel + value * hidden,
    keeps: { kind: 'state', elements: valueHeads * keyLength * valueLength + (2 * key + value) * (kernel - 1) },
  }
}

/** Kimi Delta Attention: a decay for each channel, made through a narrow projection. */
export function kimiDelta(fields: Fields, hidden: number): Mixer {
  const own = fields.within('linear_attn_config')
  const heads = own?.number('num_heads') ?? fields.needed('linear_num_heads')
  const head = own?.number('head_dim') ?? fields.needed('linear_head_dim')
  const kernel = own?.number('short_conv_kernel_size') ?? fields.number('linear_conv_kernel_dim') ?? 4
  const width = heads * head
  return {
    parameters: 4 * hidden * width + 3 * width * kernel + 2 * (hidden * head + head * width) + hidden * heads,
    keeps: { kind: 'state', elements: heads * head * head + 3 * width * (kernel - 1) },
  }
}

/** Lightning attention of MiniMax: a matrix a head, and a gate on the output. */
export function lightning(hidden: number, { heads, head }: HeadShape): Mixer {
  return {
    parameters: 5 * hidden * heads * head,
    keeps: { kind: 'state', elements: heads * head * head },
  }
}

/** Mamba 2: a state a head. */
export function mamba2(fields: Fields, hidden: number): Mixer {
  const state = fields.needed('mamba_d_state', 'ssm_state_size', 'state_size')
  const inner = innerWidth(fields, hidden)
  const heads = fields.number('mamba_n_heads', 'mamba_num_heads', 'num_heads') ?? Math.max(1, Math.floor(inner / 64))
  const groups = fields.number('mamba_n_groups', 'n_groups') ?? 1
  const kernel = fields.number('mamba_d_conv', 'conv_kernel') ?? 4
  const convolved = inner + 2 * groups * state
  return {
    parameters: hidden * (inner + convolved + heads) + convolved * kernel + inner * hidden,
    keeps: { kind: 'state', elements: inner * state + convolved * (kernel - 1) },
  }
}

function innerWidth(fields: Fields, hidden: number): number {
  const heads = fields.number('mamba_n_heads', 'mamba_num_heads')
  const head = fields.number('mamba_d_head', 'mamba_head_dim')
  const stated = fields.number('mamba_d_ssm')
  if (stated !== undefined) return stated
  return heads !== undefined && head !== undefined
    ? heads * head
    : hidden * (fields.number('mamba_expand', 'expand') ?? 2)
}

/** Mamba, the first: one state a channel. */
export function mamba1(fields: Fields, hidden: number): Mixer {
  const inner = fields.number('intermediate_size_mamba') ?? hidden * (fields.number('mamba_expand', 'expand') ?? 2)
  const state = fields.number('mamba_d_state', 'state_size') ?? 16
  const rank = fields.number('mamba_dt_rank', 'time_step_rank') ?? Math.ceil(hidden / 16)
  const kernel = fields.number('mamba_d_conv', 'conv_kernel') ?? 4
  return {
    parameters: hidden * 3 * inner + inner * (kernel + rank + 2 * state + state) + rank * inner,
    keeps: { kind: 'state', elements: inner * state + inner * (kernel - 1) },
  }
}

/** The short convolutions of LFM2. */
export function shortConvolution(fields: Fields, hidden: number): Mixer {
  const kernel = fields.number('conv_L_cache') ?? 3
  return {
    parameters: 4 * hidden * hidden + hidden * kernel,
    keeps: { kind: 'state', elements: hidden * (kernel - 1) },
  }
}

/** Of heads and widths, what is stated and what follows from it. */
export function headShape(fields: Fields, hidden: number): HeadShape {
  const heads = fields.needed('num_attention_heads', 'n_head', 'n_heads', 'num_heads', 'encoder_attention_heads')
  const keyValueHeads =
    fields.number('num_key_value_heads', 'n_head_kv', 'num_kv_heads', 'multi_query_group_num') ??
    (fields.flag('multi_query') === true ? 1 : heads)
  const stated = fields.number('head_dim', 'd_head', 'd_kv', 'attention_head_dim')
  // Latent attention states the lengths of its heads in fields of its own.
  if (fields.number('kv_lora_rank') !== undefined) return { heads, keyValueHeads, head: stated ?? 0 }
  if (stated === undefined && hidden % heads !== 0) {
    throw new ConfigProblem(`its width of ${hidden} cannot be divided among ${heads} heads`)
  }
  if (keyValueHeads === 0 || keyValueHeads > heads || heads % keyValueHeads !== 0) {
    throw new ConfigProblem(`its ${heads} heads cannot share ${keyValueHeads} heads of keys and values`)
  }
  return { heads, keyValueHeads, head: stated ?? hidden / heads }
}
