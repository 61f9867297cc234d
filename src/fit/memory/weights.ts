import type { Architecture, Kept, Model } from '../model.ts'
import { type Quantization, quantizationOf, type Role } from './quantizations.ts'

/** Bytes of a model's weights, by what of them a token needs. */
export interface Weights {
  readonly all: number
  /** The table that tokens are looked up in: of it a token needs one row, unless it is the output layer as well. */
  readonly embedding: number
  /** Tables of which a token needs one row a layer. */
  readonly layerTables: number
  /** All experts together. */
  readonly experts: number
  /** What computing one token reads. */
  readonly active: number
  /** Parameters that computing one token multiplies with. */
  readonly activeParameters: number
}

/**
 * Bytes of the weights in a quantization: exact from the headers of a file, by the rules of the quantization where the
 * architecture is known, else by the mean bits of a model of its size.
 */
export function weightsOf(model: Model, quantization: Quantization): Weights {
  const { tensors, architecture } = model
  if (tensors !== undefined && quantizationOf(tensors.quantization)?.name === quantization.name) {
    const share = (architecture?.experts?.used ?? 1) / (architecture?.experts?.count ?? 1)
    const lookedUp = architecture?.tiedEmbeddings === true ? 0 : tensors.embedding
    return {
      all: tensors.all,
      embedding: tensors.embedding,
      layerTables: tensors.layerTables,
      experts: tensors.experts,
      active: tensors.all - lookedUp - tensors.layerTables - tensors.experts * (1 - share),
      activeParameters: multiplied(model),
    }
  }
  return architecture === undefined
    ? weightsBySize(model, quantization)
    : weightsByRole(model, architecture, quantization)
}

/** Parameters of a model by the role of their tensors. */
export interface Roles {
  readonly dense: Readonly<Record<Role, number>>
  /** Of all experts of all layers. */
  readonly experts: { readonly up: number; readonly down: number }
  /** Norms, biases and routers, which stay in 32 bits. */
  readonly kept: number
  /** Of tables of which a token takes one row a layer. */
  readonly layerTables: number
}

/** Counts parameters by role; what the architecture does not explain has the role `other`. */
export function rolesOf({ parameters }: Model, architecture: Architecture): Roles {
  const { hidden, vocabulary, feedForward, heads, layers, experts, tiedEmbeddings, layerTables = 0 } = architecture
  const embedding = vocabulary * hidden
  const depth = layers.reduce((sum, { count }) => sum + count, 0)
  const attention = sumOfLayers(layers, (keeps) =>
    keeps.kind === 'attention'
      ? projections(hidden, heads, keeps)
      : { query: 0, key: 0, value: 0, 'attention-output': 0 },
  )
  const routers = experts === undefined ? 0 : depth * hidden * experts.count
  const kept = depth * 2 * hidden + routers
  const output = tiedEmbeddings ? 0 : embedding
  const before =
    embedding + output + kept + layerTables + Object.values(attention).reduce((sum, count) => sum + count, 0)
  // The tensors of gated feed-forward layers are three of equal size; where that is more than there is, there are two.
  const wanted = 3 * depth * hidden * feedForward * (experts?.count ?? 1)
  const feed = Math.max(0, Math.min(wanted, parameters - before))
  const [up, down] = [(feed * 2) / 3, feed / 3]
  const other = Math.max(0, parameters - before - feed)
  const isSparse = experts !== undefined
  return {
    dense: { embedding, output, ...attention, up: isSparse ? 0 : up, down: isSparse ? 0 : down, other },
    experts: isSparse ? { up, down } : { up: 0, down: 0 },
    kept,
    layerTables,
  }
}

function projections(hidden: number, heads: number, keeps: Extract<Kept, { kind: 'attention' }>) {
  const { keyValueHeads, keyLength, valueLength } = keeps
  return {
    query: hidden * heads * keyLength,
    key: hidden * keyValueHeads * keyLength,
    value: hidden * keyValueHeads * valueLength,
    'attention-output': hidden * heads * valueLength,
  }
}

function sumOfLayers<Name extends string>(
  layers: Architecture['layers'],
  count: (keeps: Kept) => Record<Name, number>,
): Record<Name, number> {
  return layers
    .map((layer) => ({ times: layer.count, of: count(layer.keeps) }))
    .reduce(
      (sums, { times, of }) => mapped(of, (name, value) => (sums[name] ?? 0) + times * value),
      {} as Record<Name, number>,
    )
}

function mapped<Name extends string>(
  record: Record<Name, number>,
  change: (name: Name, value: number) => number,
): Record<Name, number> {
  const entries = Object.entries<number>(record).map(([name, value]) => [name, change(name as Name, value)])
  return Object.fromEntries(entries)
}

function weightsByRole(model: Model, architecture: Architecture, quantization: Quantization): Weights {
  const { dense, experts, kept, layerTables } = rolesOf(model, architecture)
  const isGrouped = sharesKeys(architecture)
  const bytes = (role: Role, parameters: number): number => (parameters * quantization.bits(role, isGrouped)) / 8
  // The output layer's type is the embedding's where both are one tensor.
  const embedding = bytes(architecture.tiedEmbeddings ? 'output' : 'embedding', dense.embedding)
  const tables = bytes('embedding', layerTables)
  const body = Object.entries(dense)
    .filter(([role]) => role !== 'embedding')
    .reduce((sum, [role, parameters]) => sum + bytes(role as Role, parameters), kept * 4)
  const expertBits = quantization.expertBits
  const ofExperts =
    expertBits === undefined
      ? bytes('up', experts.up) + bytes('down', experts.down)
      : ((experts.up + experts.down) * expertBits) / 8
  const share = (architecture.experts?.used ?? 1) / (architecture.experts?.count ?? 1)
  return {
    all: embedding + tables + body + ofExperts,
    embedding,
    layerTables: tables,
    experts: ofExperts,
    active: body + (architecture.tiedEmbeddings ? embedding : 0) + ofExperts * share,
    activeParameters: multiplied(model),
  }
}

/** Whether at least four heads share keys and values, in most layers. */
function sharesKeys({ heads, layers }: Architecture): boolean {
  const shares = layers.filter(({ keeps }) => keeps.kind === 'attention' && heads / keeps.keyValueHeads >= 4)
  return shares.length > 0
}

/** Of a model of which only the size is known, a tenth is taken to be embeddings and output, as in models of 7 to 14 billion. */
function weightsBySize(model: Model, quantization: Quantization): Weights {
  const mean = 0.9 * (0.7 * quantization.bits('up', true) + 0.3 * quantization.bits('down', true))
  const bits = mean + 0.05 * (quantization.bits('embedding', true) + quantization.bits('output', true))
  const all = (model.parameters * bits) / 8
  const active = all * (model.activeParameters / model.parameters) * 0.95
  return { all, embedding: all * 0.05, layerTables: 0, experts: 0, active, activeParameters: multiplied(model) }
}

/** Parameters that are multiplied with for a token: the embedding is looked up, unless it is the output layer as well. */
function multiplied({ activeParameters, architecture }: Model): number {
  const lookedUp =
    architecture === undefined || architecture.tiedEmbeddings ? 0 : architecture.vocabulary * architecture.hidden
  return Math.max(activeParameters - lookedUp, activeParameters / 2)
}
