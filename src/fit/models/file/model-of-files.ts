import type { Architecture, Model, TensorBytes } from '../../model.ts'
import { modelOfConfig } from '../config/model-of-config.ts'
import { isRecord } from '../config/fields.ts'
import { type Bytes, FileProblem, metered } from './bytes.ts'
import { fileType } from './ggml-types.ts'
import { ggufArchitecture } from './gguf-architecture.ts'
import { ggufHeader, type Tensor } from './gguf-header.ts'
import { safetensorsHeader } from './safetensors-header.ts'

/** A model that is one file or several: shards of GGUF, or of safetensors with the `config.json` beside them. */
export interface ModelFiles {
  /** What the user named. */
  readonly name: string
  readonly files: readonly Bytes[]
  /** The object of the `config.json`, where there is one. */
  readonly config?: unknown
}

/** Files that a model is split into at most. */
const MOST_SHARDS = 2000

/**
 * The model that files hold, from their headers: exact bytes, and the architecture as far as the files or the config say.
 *
 * @returns the file and the reason, in one line, where there is something that cannot be
 */
export async function modelOfFiles({
  name,
  files,
  config,
}: ModelFiles): Promise<{ readonly is: Model } | { readonly problem: string }> {
  if (files.length > MOST_SHARDS) return { problem: `${name}: it has ${files.length} files` }
  const ggufs = files.filter((file) => file.name.endsWith('.gguf'))
  let reading = name
  try {
    const parts: Part[] = []
    for (const file of metered(ggufs.length > 0 ? ggufs : files)) {
      reading = file.name
      // oxlint-disable-next-line no-await-in-loop -- one after the other, since they share what may be read
      parts.push(await (ggufs.length > 0 ? ofGguf(file) : ofSafetensors(file)))
    }
    reading = name
    return { is: modelOf(name, parts, config) }
  } catch (error) {
    if (error instanceof FileProblem) return { problem: `${reading}: ${error.message}` }
    throw error
  }
}

interface Part {
  readonly tensors: readonly Tensor[]
  readonly quantization?: string
  readonly architecture?: Architecture
}

async function ofSafetensors(file: Bytes): Promise<Part> {
  return { tensors: await safetensorsHeader(file) }
}

async function ofGguf(file: Bytes): Promise<Part> {
  const header = await ggufHeader(file)
  const type = header.metadata['general.file_type']
  const quantization = typeof type === 'number' ? fileType(type) : undefined
  // Later shards have no more than their tensors.
  const architecture = header.metadata['general.architecture'] === undefined ? undefined : ggufArchitecture(header)
  return {
    tensors: header.tensors,
    ...(quantization !== undefined && { quantization }),
    ...(architecture && { architecture }),
  }
}

function modelOf(name: string, parts: readonly Part[], config: unknown): Model {
  const tensors = parts.flatMap((part) => part.tensors)
  if (tensors.length === 0) throw new FileProblem('it has no tensors')
  const twice = duplicate(tensors)
  if (twice !== undefined) throw new FileProblem(`two of its files have a tensor called ${twice}`)
  const described = config === undefined ? undefined : modelOfConfig(config)
  const isDescribed = described !== undefined && !('problem' in described)
  const architecture =
    parts.find((part) => part.architecture !== undefined)?.architecture ??
    (isDescribed ? described.architecture : undefined)
  const packed = packing(config)
  const parameters = sum(tensors.map((tensor) => elementsOf(tensor, packed)))
  const ofExperts = sum(tensors.filter(isExpert).map((tensor) => elementsOf(tensor, packed)))
  const share = architecture?.experts === undefined ? 0 : 1 - architecture.experts.used / architecture.experts.count
  const perLayer = sum(
    tensors.filter(({ name: tensor }) => PER_LAYER.test(tensor)).map((tensor) => elementsOf(tensor, packed)),
  )
  return {
    id: name,
    name,
    kind: architecture === undefined ? 'image' : 'text',
    from: 'file',
    parameters,
    activeParameters: Math.round(parameters - share * ofExperts - perLayer),
    ...(architecture !== undefined && { architecture }),
    tensors: bytesOf(tensors, parts.find((part) => part.quantization !== undefined)?.quantization ?? packed?.name),
    sources: [],
  }
}

const EMBEDDING = /^token_embd\.weight$|embed_tokens\.|wte\.weight$|word_embeddings\.weight$|tok_embeddings\.weight$/
const OUTPUT = /^output\.weight$|(?:^|\.)lm_head\.|embed_out\.weight$/
const PER_LAYER = /^per_layer_token_embd\.|embed_tokens_per_layer\./

function isExpert({ name }: Tensor): boolean {
  return (
    /\.ffn_(?:gate|up|down|gate_up)_exps\.|\.experts\.|\.switch_mlp\./.test(name) && !name.includes('shared_expert')
  )
}

function bytesOf(tensors: readonly Tensor[], stated: string | undefined): TensorBytes {
  return {
    all: total(tensors),
    embedding: total(tensors.filter(({ name }) => EMBEDDING.test(name) && !PER_LAYER.test(name))),
    layerTables: total(tensors.filter(({ name }) => PER_LAYER.test(name))),
    output: total(tensors.filter(({ name }) => OUTPUT.test(name))),
    experts: total(tensors.filter(isExpert)),
    quantization: stated ?? mostOf(tensors),
  }
}

function total(tensors: readonly Tensor[]): number {
  return sum(tensors.map(({ bytes }) => bytes))
}

/** The type that has most of the bytes. */
function mostOf(tensors: readonly Tensor[]): string {
  const bytes = new Map<string, number>()
  for (const tensor of tensors) bytes.set(tensor.type, (bytes.get(tensor.type) ?? 0) + tensor.bytes)
  return [...bytes].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? 'none'
}

interface Packing {
  readonly name: string
  readonly bits: number
}

/** Quantized weights of MLX and others lie packed in integers, their scales beside them. */
function packing(config: unknown): Packing | undefined {
  if (!isRecord(config)) return undefined
  const mlx = config['quantization']
  if (isRecord(mlx) && typeof mlx['bits'] === 'number' && mlx['bits'] > 0)
    return { name: `mlx-${mlx['bits']}bit`, bits: mlx['bits'] }
  const other = config['quantization_config']
  if (!isRecord(other)) return undefined
  const method = typeof other['quant_method'] === 'string' ? other['quant_method'] : ''
  if (other['load_in_4bit'] === true) return { name: 'nf4', bits: 4 }
  return typeof other['bits'] === 'number' && other['bits'] > 0 ? { name: method, bits: other['bits'] } : undefined
}

/** Parameters that a tensor holds: none where it has the scales of another. */
function elementsOf({ name, type, elements }: Tensor, packed: Packing | undefined): number {
  if (packed === undefined) return elements
  if (/\.(?:scales|biases|qzeros|g_idx|absmax|quant_map|nested_absmax|nested_quant_map)$|quant_state/.test(name))
    return 0
  const bits = { U32: 32, I32: 32, U8: 8 }[type]
  return bits === undefined ? elements : Math.floor((elements * bits) / packed.bits)
}

function duplicate(tensors: readonly Tensor[]): string | undefined {
  const seen = new Set<string>()
  for (const { name } of tensors) {
    if (seen.has(name)) return name.replaceAll(/[^\x20-\x7e]+/g, '?').slice(0, 80)
    seen.add(name)
  }
  return undefined
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((before, number) => before + number, 0)
}
