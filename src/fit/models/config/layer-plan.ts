/** What each layer of a model is made of, in the order of the model. */
import { ConfigProblem, type Fields, MOST_LAYERS } from './fields.ts'
import { type Experts, expertsOf } from './feed-forward.ts'

export type MixerKind = 'full' | 'windowed' | 'shared' | 'recurrent' | 'beside' | 'none'
export type FeedForwardKind = 'dense' | 'experts' | 'both' | 'none'

export interface LayerPlan {
  /** `shared` reads the keys and values of an earlier layer, `beside` has attention and a recurrent part side by side. */
  readonly mixer: MixerKind
  /** Tokens that it looks back, for `windowed`, and for `shared` where it looks no further. */
  readonly window?: number
  /** Tokens of which one vector is kept together, or 0 for none but the last few. */
  readonly every?: number
  readonly feedForward: FeedForwardKind
  /** Width of a dense feed-forward layer. */
  readonly width: number
}

/** @throws ConfigProblem where the layers contradict each other */
export function layerPlan(fields: Fields): readonly LayerPlan[] {
  const count = fields.needed('num_hidden_layers', 'n_layer', 'n_layers', 'num_layers')
  if (count > MOST_LAYERS) throw new ConfigProblem(`it has ${count} layers`)
  const mixers = mixersOf(fields, count)
  if (mixers.length !== count) throw new ConfigProblem(`it has ${count} layers and describes ${mixers.length}`)
  const experts = expertsOf(fields)
  const widths = fields.numbers('intermediate_size') ?? fields.numbers('ffn_dims')
  const width = widths === undefined ? adjusted(fields, feedForwardWidth(fields)) : 0
  const firstShared = count - (fields.number('num_kv_shared_layers') ?? 0)
  const isDoubled = fields.flag('use_double_wide_mlp') === true
  return mixers.map((mixer, index) => ({
    ...mixer,
    mixer: index >= firstShared && firstShared > 0 ? 'shared' : mixer.mixer,
    feedForward: mixer.feedForward ?? feedForwardOf(fields, experts, index),
    width: (widths?.[index] ?? width) * (isDoubled && index >= firstShared ? 2 : 1),
  }))
}

function feedForwardWidth(fields: Fields): number {
  const hidden = fields.number('hidden_size', 'n_embd', 'd_model', 'dim') ?? 0
  return (
    // Llama 4 calls its dense layers so, since `intermediate_size` is that of its experts.
    fields.number(
      'intermediate_size_mlp',
      'dense_intermediate_size',
      'intermediate_size',
      'n_inner',
      'ffn_dim',
      'd_ff',
      'hidden_dim',
      'encoder_ffn_dim',
      'block_ff_dim',
    ) ?? 4 * hidden
  )
}

/** LFM2 states the width of a layer without a gate, and takes two thirds of it, rounded up. */
function adjusted(fields: Fields, width: number): number {
  if (!fields.type.startsWith('lfm2') || fields.flag('block_auto_adjust_ff_dim') === false) return width
  const multiple = fields.number('block_multiple_of') ?? 256
  return multiple * Math.ceil(Math.floor((2 * width) / 3) / multiple)
}

interface Mixed {
  readonly mixer: MixerKind
  readonly window?: number
  readonly every?: number
  readonly feedForward?: FeedForwardKind
}

const FULL: Mixed = { mixer: 'full' }
const RECURRENT: Mixed = { mixer: 'recurrent' }

function mixersOf(fields: Fields, count: number): readonly Mixed[] {
  const stated = statedLayers(fields, count)
  if (stated !== undefined) return stated
  const { type } = fields
  const window = windowOf(fields)
  const windowed: Mixed = window === undefined ? FULL : { mixer: 'windowed', window }
  const every = (period: number, one: Mixed, others: Mixed, offset = period - 1): readonly Mixed[] =>
    Array.from({ length: count }, (_, index) => (index % period === offset ? one : others))
  if (type === 'mamba' || type === 'mamba2' || type === 'falcon_mamba') {
    return Array.from({ length: count }, () => ({ mixer: 'recurrent', feedForward: 'none' }))
  }
  if (type === 'falcon_h1') return Array.from({ length: count }, () => ({ mixer: 'beside' }))
  if (type.startsWith('qwen3_next') || type.startsWith('qwen3_5')) {
    return every(fields.number('full_attention_interval') ?? 4, FULL, RECURRENT)
  }
  if (type === 'jamba')
    return every(fields.number('attn_layer_period') ?? 8, FULL, RECURRENT, fields.number('attn_layer_offset') ?? 4)
  if (type === 'kimi_linear')
    return Array.from({ length: count }, (_, index) => (index > 0 && index % 4 === 0 ? FULL : RECURRENT))
  if (type === 'llama4_text') return every(fields.number('no_rope_layer_interval') ?? 4, FULL, windowed)
  if (type === 'gemma2' || type === 'gpt_oss') return every(2, FULL, windowed)
  if (type === 'gemma3n_text') return every(5, FULL, windowed)
  const pattern = fields.number('sliding_window_pattern', '_sliding_window_pattern') ?? PATTERNS[type]
  if (pattern !== undefined && pattern > 0) return every(pattern, FULL, windowed)
  return Array.from({ length: count }, () => windowed)
}

/** Every so many layers one sees all tokens, where the config leaves it to the library. */
const PATTERNS: Readonly<Record<string, number>> = { gemma3_text: 6, gemma4_text: 6, cohere2: 4, olmo3: 4, exaone4: 4 }

/** Tokens that the layers which do not see all look back, where any do. */
function windowOf(fields: Fields): number | undefined {
  const isUnused = fields.flag('use_sliding_window') === false || USES_NO_WINDOW.has(fields.type)
  const window = fields.number('sliding_window', 'attention_chunk_size', 'sliding_window_size')
  return isUnused || window === 0 ? undefined : window
}

/** They have the field from an older model and look at everything. */
const USES_NO_WINDOW = new Set([
  'qwen2',
  'qwen2_moe',
  'qwen3',
  'qwen3_moe',
  'minimax',
  'mixtral',
  'phimoe',
  'nemotron_h',
])

const WORDS: Readonly<Record<string, Mixed>> = {
  full_attention: FULL,
  attention: FULL,
  global_attention: FULL,
  indexed_attention: FULL,
  linear_attention: RECURRENT,
  conv: RECURRENT,
  mamba: RECURRENT,
  mamba2: RECURRENT,
  hybrid: { mixer: 'beside' },
}

/** Nemotron-H has a layer for each part. */
const PARTS: Readonly<Record<string, Mixed>> = {
  M: { mixer: 'recurrent', feedForward: 'none' },
  mamba: { mixer: 'recurrent', feedForward: 'none' },
  '*': { mixer: 'full', feedForward: 'none' },
  attention: { mixer: 'full', feedForward: 'none' },
  '-': { mixer: 'none', feedForward: 'dense' },
  mlp: { mixer: 'none', feedForward: 'dense' },
  E: { mixer: 'none', feedForward: 'experts' },
  moe: { mixer: 'none', feedForward: 'experts' },
}

function statedLayers(fields: Fields, count: number): readonly Mixed[] | undefined {
  const words = fields.words('layer_types', 'layers_block_type')
  const pattern = fields.text('hybrid_override_pattern')
  if (fields.type === 'nemotron_h' && (words ?? pattern) !== undefined) {
    return (words ?? (pattern ?? '').slice(0, MOST_LAYERS).split('')).map((word) => partOf(word, PARTS))
  }
  if (words !== undefined) {
    const seen = windowOf(fields)
    return words.map((word) => {
      const isWindowed = (word === 'sliding_attention' || word === 'chunked_attention') && seen !== undefined
      if (isWindowed) return { mixer: 'windowed', window: seen }
      return word === 'sliding_attention' || word === 'chunked_attention' ? FULL : partOf(word, WORDS)
    })
  }
  const full =
    fields.numbers('full_attn_idxs') ??
    fields
      .within('linear_attn_config')
      ?.numbers('full_attn_layers')
      ?.map((layer) => layer - 1)
  if (full !== undefined) return Array.from({ length: count }, (_, index) => (full.includes(index) ? FULL : RECURRENT))
  // DeepSeek V4; one more than there are layers is of the layer that predicts further tokens.
  const ratios = fields.numbers('compress_ratios')
  if (ratios !== undefined) return ratios.slice(0, count).map((every) => ({ mixer: 'full', every }))
  // MiMo V2: 1 looks back a window, 0 sees all tokens.
  const window = windowOf(fields)
  const hybrid = fields.numbers('hybrid_layer_pattern')
  if (hybrid !== undefined && window !== undefined) {
    return hybrid.map((kind) => (kind === 1 ? { mixer: 'windowed', window } : FULL))
  }
  // MiniMax-Text-01: 1 sees all tokens, 0 is linear.
  return fields.numbers('attn_type_list')?.map((kind) => (kind === 1 ? FULL : RECURRENT))
}

function partOf(word: string, parts: Readonly<Record<string, Mixed>>): Mixed {
  const part = Object.hasOwn(parts, word) ? parts[word] : undefined
  if (part === undefined) throw new ConfigProblem(`it has a layer of an unknown kind: ${word.slice(0, 40)}`)
  return part
}

function feedForwardOf(fields: Fields, experts: Experts | undefined, index: number): FeedForwardKind {
  if (experts === undefined) return 'dense'
  if (fields.flag('enable_moe_block') === true) return 'both'
  const stated = fields.words('mlp_layer_types')?.[index]
  if (stated !== undefined) return stated === 'dense' ? 'dense' : 'experts'
  const first = fields.number('first_k_dense_replace', 'num_dense_layers', 'moe_layer_start_index') ?? 0
  if (index < first) return 'dense'
  if (fields.numbers('mlp_only_layers')?.includes(index) === true) return 'dense'
  const only = fields.numbers('moe_layers')
  if (only !== undefined) return only.includes(index) ? 'experts' : 'dense'
  const step =
    fields.number('decoder_sparse_step', 'interleave_moe_layer_step', 'moe_layer_freq', 'moe_layer_interval') ?? 1
  if (fields.type === 'jamba') {
    return index % (fields.number('expert_layer_period') ?? 2) === (fields.number('expert_layer_offset') ?? 1)
      ? 'experts'
      : 'dense'
  }
  return step <= 1 || (index + 1) % step === 0 ? 'experts' : 'dense'
}
