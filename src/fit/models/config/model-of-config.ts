import type { Architecture, Kept, Layers } from '../../model.ts'
import { dense, type Experts, expertsOf, type FeedForward, mixtureOfExperts } from './feed-forward.ts'
import { ConfigProblem, type Fields, fieldsOf, isRecord } from './fields.ts'
import { type LayerPlan, layerPlan } from './layer-plan.ts'
import {
  attention,
  compressedAttention,
  gatedDelta,
  type HeadShape,
  headShape,
  kimiDelta,
  latentAttention,
  lightning,
  mamba1,
  mamba2,
  type Mixer,
  shortConvolution,
} from './mixers.ts'

/** What a `config.json` says of a language model or an encoder of text. */
export interface Described {
  readonly parameters: number
  readonly activeParameters: number
  readonly architecture: Architecture
}

/**
 * Works out the architecture and, by its own arithmetic, the number of parameters. Biases and norms are left out: they
 * are less than a thousandth.
 *
 * @param config - the object of a `config.json` as transformers, mlx-lm and others write it; of a model of several kinds
 *   of input the language model within it
 * @returns the reason in one sentence where it describes no model
 */
export function modelOfConfig(config: unknown): Described | { readonly problem: string } {
  try {
    return describe(languageModel(config))
  } catch (error) {
    if (error instanceof ConfigProblem) return { problem: error.message }
    throw error
  }
}

/** Where models with images or sound keep the config of their language model. */
const WITHIN = ['text_config', 'llm_config', 'language_config', 'thinker_config', 'text_model']

/** Configs are nested this deep at most. */
const DEEPEST = 4

function languageModel(config: unknown, depth = 0): Fields {
  if (!isRecord(config)) throw new ConfigProblem('it is no object')
  const inner = WITHIN.map((name) => config[name]).find(isRecord)
  if (inner === undefined || depth === DEEPEST) return fieldsOf(config)
  // What is said of the whole model holds for its language model, unless that says otherwise.
  const { model_type: type, tie_word_embeddings: tied, vocab_size: vocabulary } = config
  return languageModel(
    { ...defined({ model_type: type, tie_word_embeddings: tied, vocab_size: vocabulary }), ...inner },
    depth + 1,
  )
}

function defined(object: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined))
}

function describe(fields: Fields): Described {
  const hidden = fields.needed('hidden_size', 'n_embd', 'd_model', 'dim')
  const vocabulary = fields.needed('vocab_size', 'padded_vocab_size')
  const plan = layerPlan(fields)
  const experts = expertsOf(fields)
  const layers = plan.map((layer) => layerOf(fields, hidden, layer, experts))
  const tiedEmbeddings = isTied(fields)
  const outside = embeddings(fields, hidden, vocabulary, plan.length) + (tiedEmbeddings ? 0 : vocabulary * hidden)
  const parameters = outside + sum(layers.map((layer) => layer.parameters))
  const layerTables = ofLayers(fields, vocabulary, plan.length)
  const activeParameters = outside - layerTables + sum(layers.map((layer) => layer.active))
  if (!Number.isSafeInteger(parameters)) throw new ConfigProblem('it has more parameters than can be counted')
  const longestContext = fields.number('max_position_embeddings', 'n_positions', 'seq_length', 'max_seq_len')
  return {
    parameters,
    activeParameters,
    architecture: {
      hidden,
      vocabulary,
      tiedEmbeddings,
      ...(layerTables > 0 && { layerTables }),
      feedForward: experts?.width ?? plan.find(({ width }) => width > 0)?.width ?? 0,
      heads: hasAttention(plan) ? headShape(fields, hidden).heads : 0,
      layers: together(layers.map(({ keeps }) => keeps)),
      ...(experts !== undefined && { experts: { count: experts.count, used: experts.used, shared: experts.shared } }),
      ...(longestContext !== undefined && { longestContext }),
    },
  }
}

interface Layer {
  readonly parameters: number
  readonly active: number
  readonly keeps: readonly Kept[]
}

function layerOf(fields: Fields, hidden: number, plan: LayerPlan, experts: Experts | undefined): Layer {
  const mixers = mixersOf(fields, hidden, plan)
  const feedForwards = feedForwardsOf(fields, hidden, plan, experts)
  const mixing = sum(mixers.map((mixer) => mixer.parameters))
  return {
    parameters: mixing + sum(feedForwards.map((each) => each.parameters)),
    active: mixing + sum(feedForwards.map((each) => each.active)),
    keeps: mixers.map(({ keeps }) => keeps),
  }
}

function mixersOf(fields: Fields, hidden: number, { mixer, window, every }: LayerPlan): readonly Mixer[] {
  if (mixer === 'none') return [{ parameters: 0, keeps: { kind: 'none' } }]
  if (mixer === 'recurrent') return [recurrent(fields, hidden)]
  const shape = shapeFor(fields, hidden, window)
  if (every !== undefined) return [compressedAttention(fields, hidden, shape.heads, every)]
  if (fields.number('kv_lora_rank') !== undefined) return [latentAttention(fields, hidden, shape.heads)]
  const own = attention(fields, hidden, shape, window)
  if (mixer === 'beside') return [own, mamba2(fields, hidden)]
  if (mixer !== 'shared') return [own]
  // Gemma 3n keeps the projections that it does not use; Gemma 4 has none.
  const unused = fields.type === 'gemma3n_text' ? 0 : 2 * hidden * shape.head * shape.keyValueHeads
  return [{ parameters: own.parameters - unused, keeps: { kind: 'none' } }]
}

/** Gemma 4 has wider and fewer heads in layers that see all tokens. */
function shapeFor(fields: Fields, hidden: number, window: number | undefined): HeadShape {
  const shape = headShape(fields, hidden)
  if (window !== undefined) return shape
  const head = fields.number('global_head_dim') ?? (fields.type === 'gemma4_text' ? 512 : shape.head)
  return { ...shape, head, keyValueHeads: fields.number('num_global_key_value_heads') ?? shape.keyValueHeads }
}

function recurrent(fields: Fields, hidden: number): Mixer {
  const { type } = fields
  if (type.startsWith('lfm2')) return shortConvolution(fields, hidden)
  if (type === 'kimi_linear') return kimiDelta(fields, hidden)
  if (fields.number('linear_num_value_heads') !== undefined) return gatedDelta(fields, hidden)
  if (type.startsWith('minimax')) return lightning(hidden, headShape(fields, hidden))
  if (type === 'jamba' || type === 'mamba' || type === 'falcon_mamba') return mamba1(fields, hidden)
  if (fields.number('mamba_d_state', 'ssm_state_size', 'state_size') !== undefined) return mamba2(fields, hidden)
  throw new ConfigProblem(`its recurrent layers (${type || 'no model_type'}) are of an unknown kind`)
}

function feedForwardsOf(
  fields: Fields,
  hidden: number,
  plan: LayerPlan,
  experts: Experts | undefined,
): readonly FeedForward[] {
  const { feedForward, width } = plan
  if (feedForward === 'none') return []
  const ofExperts = experts === undefined || feedForward === 'dense' ? [] : [mixtureOfExperts(fields, hidden, experts)]
  // Granite keeps the width of what all tokens go through in a field of its own.
  const shared = fields.number('shared_intermediate_size')
  if (feedForward === 'dense') return [dense(fields, hidden, experts === undefined ? (shared ?? width) : width)]
  return feedForward === 'both' ? [dense(fields, hidden, width), ...ofExperts] : ofExperts
}

/** What turns tokens into vectors: the table, the positions where they are learned, and the tables of each layer. */
function embeddings(fields: Fields, hidden: number, vocabulary: number, layers: number): number {
  const narrow = fields.number('embedding_size', 'word_embed_proj_dim') ?? hidden
  const positions = LEARNED_POSITIONS.test(fields.type)
    ? (fields.number('n_positions', 'max_position_embeddings') ?? 0)
    : 0
  const types = fields.number('type_vocab_size') ?? 0
  const pooler = POOLED.test(fields.type) ? hidden * hidden : 0
  const perLayer = (fields.number('hidden_size_per_layer_input') ?? 0) * layers * 3 * hidden
  return (
    vocabulary * narrow +
    (narrow === hidden ? 0 : narrow * hidden) +
    (positions + types) * hidden +
    pooler +
    perLayer +
    ofLayers(fields, vocabulary, layers)
  )
}

/** The tables of Gemma 3n and 4, of which each token takes one row a layer: they can lie in slow memory. */
function ofLayers(fields: Fields, vocabulary: number, layers: number): number {
  const narrow = fields.number('hidden_size_per_layer_input') ?? 0
  return layers * narrow * (fields.number('vocab_size_per_layer_input') ?? vocabulary)
}

const LEARNED_POSITIONS =
  /^(?:gpt2|gpt_neo|gpt_bigcode|opt|bert|roberta|xlm-roberta|distilbert|electra|mpnet|clip_text_model|biogpt)$/

/** Encoders that make one vector of a text. */
const POOLED = /^(?:bert|roberta|xlm-roberta|mpnet)$/

/** Whose output takes the table of the embeddings where nothing is said. */
const TIED =
  /^(?:gpt2|gpt_neo|gpt_bigcode|bloom|falcon|mpt|opt|starcoder2|cohere|cohere2|gemma.*|lfm2.*|bert|roberta|xlm-roberta|distilbert|electra|mpnet|modernbert|clip_text_model|t5|mamba2?|falcon_mamba|ernie4_5.*)$/

function isTied(fields: Fields): boolean {
  return fields.flag('tie_word_embeddings') ?? fields.flag('tie_embedding') ?? TIED.test(fields.type)
}

function hasAttention(plan: readonly LayerPlan[]): boolean {
  return plan.some(({ mixer }) => mixer !== 'none' && mixer !== 'recurrent')
}

/** Layers in their order, equal ones that follow each other counted. */
function together(layers: readonly (readonly Kept[])[]): readonly Layers[] {
  const runs: { count: number; keeps: Kept; key: string }[] = []
  for (const keeps of layers.flat()) {
    const key = JSON.stringify(keeps)
    const last = runs.at(-1)
    if (last?.key === key) last.count++
    else runs.push({ count: 1, keeps, key })
  }
  return runs.map(({ count, keeps }) => ({ count, keeps }))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
