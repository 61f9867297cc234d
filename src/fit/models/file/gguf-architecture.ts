import type { Architecture, Kept, Layers } from '../../model.ts'
import { FileProblem } from './bytes.ts'
import type { GgufHeader } from './gguf-header.ts'

/** Layers of the deepest models are in the hundreds. */
const MOST_LAYERS = 10_000

/** Every so many layers one sees all tokens, where the file leaves it to llama.cpp; the first layers look back a window. */
const PATTERNS: Readonly<Record<string, number>> = {
  gemma2: 2,
  gemma3: 6,
  gemma3n: 5,
  gemma4: 6,
  'gpt-oss': 2,
  cohere2: 4,
  olmo2: 4,
  olmo3: 4,
  exaone4: 4,
  llama4: 4,
}

/** What a GGUF file says of its architecture, in the terms of llama.cpp; undefined for what is no language model. */
export function ggufArchitecture({ metadata, tensors }: GgufHeader): Architecture | undefined {
  const name = metadata['general.architecture']
  if (typeof name !== 'string') throw new FileProblem('it does not say what architecture it has')
  const read = reader(metadata, name)
  const hidden = read.number('embedding_length')
  const count = read.number('block_count')
  const embedding = tensors.find((tensor) => tensor.name === 'token_embd.weight')
  if (hidden === undefined || count === undefined || embedding === undefined) return undefined
  if (count > MOST_LAYERS) throw new FileProblem(`it has ${count} layers`)
  const keeps = Array.from({ length: count }, (_, layer) => keptBy(read, name, layer, count, hidden))
  const used = read.number('expert_used_count')
  const experts = read.number('expert_count')
  const longestContext = read.number('context_length')
  return {
    hidden,
    vocabulary: embedding.shape[1] ?? 0,
    tiedEmbeddings: !tensors.some((tensor) => tensor.name === 'output.weight'),
    feedForward: read.number('expert_feed_forward_length') ?? read.at('feed_forward_length', 0) ?? 0,
    heads: Math.max(...Array.from({ length: count }, (_, layer) => read.at('attention.head_count', layer) ?? 0), 0),
    layers: together(keeps),
    ...(experts !== undefined &&
      used !== undefined &&
      experts > 0 && { experts: { count: experts, used, shared: read.number('expert_shared_count') ?? 0 } }),
    ...(longestContext !== undefined && { longestContext }),
  }
}

interface Reader {
  readonly number: (key: string) => number | undefined
  /** Of a list with a number for each layer, that of one; of a number for all, the number. */
  readonly at: (key: string, layer: number) => number | undefined
  readonly flags: (key: string) => readonly boolean[] | undefined
}

function reader(metadata: Readonly<Record<string, unknown>>, architecture: string): Reader {
  const value = (key: string): unknown => metadata[`${architecture}.${key}`]
  return {
    number: (key) => whole(value(key)),
    at: (key, layer) => {
      const found = value(key)
      return whole(Array.isArray(found) ? found[layer] : found)
    },
    flags: (key) => {
      const found = value(key)
      return Array.isArray(found) ? found.map((flag) => flag === true || flag === 1) : undefined
    },
  }
}

function whole(found: unknown): number | undefined {
  const number = typeof found === 'bigint' ? Number(found) : found
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 && number <= 1e9 ? number : undefined
}

function keptBy(read: Reader, architecture: string, layer: number, count: number, hidden: number): Kept {
  const shared = read.number('attention.shared_kv_layers') ?? 0
  if (layer >= count - shared) return { kind: 'none' }
  const heads = read.at('attention.head_count', layer) ?? 0
  const keyValueHeads = read.at('attention.head_count_kv', layer) ?? heads
  const interval = read.number('full_attention_interval')
  const isRecurrent = keyValueHeads === 0 || (interval !== undefined && interval > 0 && (layer + 1) % interval !== 0)
  if (isRecurrent) return state(read, hidden)
  const rank = read.number('attention.kv_lora_rank')
  if (rank !== undefined && rank > 0) return { kind: 'latent', rank, rope: read.number('rope.dimension_count') ?? 0 }
  const window = windowOf(read, architecture, layer)
  const suffix = window === undefined ? '' : '_swa'
  const length = (key: string): number =>
    read.number(`${key}${suffix}`) ?? read.number(key) ?? (heads > 0 ? Math.floor(hidden / heads) : 0)
  return {
    kind: 'attention',
    keyValueHeads,
    keyLength: length('attention.key_length'),
    valueLength: length('attention.value_length'),
    ...(window !== undefined && { window }),
  }
}

/** Tokens that a layer looks back; undefined where it sees all. */
function windowOf(read: Reader, architecture: string, layer: number): number | undefined {
  const window = read.number('attention.sliding_window') ?? read.number('attention.chunk_size')
  if (window === undefined || window === 0) return undefined
  const flags = read.flags('attention.sliding_window_pattern')
  if (flags !== undefined) return flags[layer] === true ? window : undefined
  const pattern = read.number('attention.sliding_window_pattern') ?? PATTERNS[architecture]
  return pattern !== undefined && pattern > 0 && (layer + 1) % pattern !== 0 ? window : undefined
}

/** What a recurrent layer keeps: short convolutions, a state-space model, linear attention; or a layer without either. */
function state(read: Reader, hidden: number): Kept {
  const convolution = read.number('shortconv.l_cache')
  if (convolution !== undefined) return { kind: 'state', elements: hidden * Math.max(convolution - 1, 0) }
  const inner = read.number('ssm.inner_size')
  const size = read.number('ssm.state_size')
  if (inner === undefined || size === undefined) return { kind: 'none' }
  const kernel = read.number('ssm.conv_kernel') ?? 1
  const groups = read.number('ssm.group_count') ?? 0
  return { kind: 'state', elements: inner * size + Math.max(kernel - 1, 0) * (inner + 2 * groups * size) }
}

/** Layers in their order, equal ones that follow each other counted. */
function together(keeps: readonly Kept[]): readonly Layers[] {
  const runs: { count: number; keeps: Kept; key: string }[] = []
  for (const each of keeps) {
    const key = JSON.stringify(each)
    const last = runs.at(-1)
    if (last?.key === key) last.count++
    else runs.push({ count: 1, keeps: each, key })
  }
  return runs.map(({ count, keeps: kept }) => ({ count, keeps: kept }))
}
