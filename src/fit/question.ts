import type { Knowledge } from '../knowledge/knowledge.ts'
import type { KnownMachine } from '../knowledge/machines.ts'
import type { CacheType, Runtime, WorkKind } from '../report/fit.ts'
import type { Machine } from './machine.ts'
import { askedIn } from './machines/asked.ts'
import { machineNamed } from './machines/machine-named.ts'
import { machineOf } from './machines/machine-of.ts'
import { QUANTIZATION_NAMES, quantizationOf } from './memory/quantizations.ts'
import type { Model } from './model.ts'
import { modelNamed } from './models/model-named.ts'
import { parametersIn } from './models/size.ts'
import { usualSize, usualSteps } from './speed/image.ts'
import type { Understood } from './understood.ts'
import type { Work } from './work.ts'

/** What somebody asks, as far as they say it. */
export interface WorkAsked {
  readonly work?: WorkKind
  /** `Q4_K_M`, `mlx-4bit`, `nf4`, … */
  readonly quantization?: string
  readonly runtime?: Runtime
  /** Tokens. */
  readonly context?: number
  readonly batch?: number
  /** Tokens that stand before the one whose speed is told; of a context that is given, all but an answer. */
  readonly depth?: number
  /** Type of the KV cache. */
  readonly cache?: CacheType
  /** Whether activations are computed again while training; so unless it is mlx that trains. */
  readonly checkpointing?: boolean
  readonly chunkedLoss?: boolean
  /** Pixels of a side of an image. */
  readonly size?: number
  readonly steps?: number
  /** US dollars for a kilowatt-hour. */
  readonly electricity?: number
  readonly macos?: string
  readonly wiredLimitMb?: number
}

/** Bytes of an element; quantized ones come with the scale of their block of 32. */
const CACHE_BYTES = { f16: 2, f32: 4, q8_0: 34 / 32, q5_0: 22 / 32, q4_0: 18 / 32 } as const satisfies Record<
  CacheType,
  number
>

/** What people use, not what a model was trained for: at its full length many a model would seem to fit nowhere. */
const USUAL_CONTEXT = 8192
/** Where no context is given, speed is told near its start, as benchmarks do. */
const USUAL_DEPTH = 128
/** A context that is given is taken to hold a prompt and an answer of so many tokens. */
const ANSWER = 512
const USUAL_EXAMPLE = 2048

/** A machine that was asked for, and the same with more memory where the name leaves its size open. */
export interface MachineAsked {
  readonly machine: Machine
  readonly larger: readonly Machine[]
}

/** The machines of a list of names, each once; `all` stands for every one that is known, without clusters. */
export function machinesOf(
  names: readonly string[],
  { machines }: Pick<Knowledge, 'machines'>,
): Understood<readonly MachineAsked[]> {
  const found = new Map<string, MachineAsked>()
  const notes: string[] = []
  for (const name of names) {
    if (name.trim().toLowerCase() === 'all') {
      for (const known of machines) {
        const machine = machineOf(known)
        found.set(machine.id, { machine, larger: [] })
      }
      continue
    }
    const understood = machineNamed(name, machines)
    if ('problem' in understood) return understood
    const isOpen = understood.is.platform === 'metal' && askedIn(name).memory === undefined
    found.set(understood.is.id, { machine: understood.is, larger: isOpen ? largerOf(understood.is, machines) : [] })
    notes.push(...understood.notes)
  }
  return { is: [...found.values()], notes }
}

/** The same chip with more memory, the smallest first. */
function largerOf({ id, count }: Machine, machines: readonly KnownMachine[]): readonly Machine[] {
  const known = machines.find((one) => machineOf(one, count).id === id)
  return machines
    .filter((one) => one.chip === known?.chip && one.cores === known.cores && one.memory > known.memory)
    .toSorted((one, other) => one.memory - other.memory)
    .map((one) => machineOf(one, count))
}

export interface ModelAsked {
  readonly model: Model
  /** The quantization that its name asks for, or that its file has. */
  readonly quantization?: string
}

/** A model by its name in the catalogue, or by a bare size, such as `8B`. */
export function modelAsked(name: string, { models }: Pick<Knowledge, 'models'>): Understood<ModelAsked> {
  const parameters = parametersIn(name)
  if (parameters !== undefined) return { is: { model: modelOfSize(parameters) }, notes: [SIZE_ONLY] }
  return modelNamed(name, models)
}

const SIZE_ONLY = 'Only the size is known: name the model for its own KV cache and exact weights.'

/** A dense model of which nothing but the size is known. */
export function modelOfSize(parameters: number): Model {
  const name = `${Number((parameters / 1e9).toPrecision(3))}B`
  return { id: name, name, kind: 'text', from: 'given', parameters, activeParameters: parameters, sources: [] }
}

/** Fills in what was not said; a quantization that nobody knows is a problem. */
export function workOf(asked: WorkAsked, { model, quantization: named }: ModelAsked): Understood<Work> {
  const kind = asked.work ?? usualWork(model)
  const wanted = asked.quantization ?? named ?? usualQuantization(kind, model, asked.runtime)
  const quantization = quantizationOf(wanted)
  if (quantization === undefined) {
    return { problem: `"${wanted}" is no quantization that is known; there are ${QUANTIZATION_NAMES.join(', ')}.` }
  }
  const isInference = kind === 'inference'
  const runtime = asked.runtime ?? usualRuntime(kind, quantization.kernels)
  const context =
    model.kind === 'vision' || kind === 'image-generation' || (isInference && model.kind === 'speech')
      ? 1
      : (asked.context ?? (isInference ? USUAL_CONTEXT : USUAL_EXAMPLE))
  const work: Work = {
    kind,
    context,
    batch: asked.batch ?? 1,
    quantization: quantization.name,
    runtime,
    cacheElementBytes: CACHE_BYTES[asked.cache ?? 'f16'],
    depth: Math.min(asked.depth ?? Math.max(USUAL_DEPTH, (asked.context ?? 0) - ANSWER), context),
    checkpointing: asked.checkpointing ?? runtime !== 'mlx',
    chunkedLoss: asked.chunkedLoss ?? false,
    size: asked.size ?? usualSize(model),
    steps: asked.steps ?? usualSteps(model),
    ...(asked.electricity !== undefined && { electricity: asked.electricity }),
    ...(asked.macos !== undefined && { macos: asked.macos }),
    ...(asked.wiredLimitMb !== undefined && { wiredLimitMb: asked.wiredLimitMb }),
  }
  return { is: work, notes: [] }
}

function usualWork({ kind }: Model): WorkKind {
  if (kind === 'image') return 'image-generation'
  return kind === 'vision' ? 'training' : 'inference'
}

function usualQuantization(kind: WorkKind, { id, kind: of }: Model, runtime: Runtime | undefined): string {
  if (kind === 'qlora') return runtime === 'mlx' ? 'mlx-4bit' : 'nf4'
  if (kind !== 'inference') return kind === 'training' ? 'F32' : 'BF16'
  // As whisper.cpp, mlx-whisper and PyTorch have it.
  if (of === 'speech') return 'F16'
  // Published in this type, and in no other.
  if (id.startsWith('gpt-oss')) return runtime === 'mlx' ? 'mlx-mxfp4' : 'MXFP4'
  if (runtime === 'mlx') return 'mlx-4bit'
  return runtime === 'pytorch' ? 'BF16' : 'Q4_K_M'
}

function usualRuntime(kind: WorkKind, kernels: string): Runtime {
  if (kernels === 'mlx') return 'mlx'
  if (kind !== 'inference' || ['nf4', 'int8', 'int4', 'f32'].includes(kernels)) return 'pytorch'
  return 'llama.cpp'
}
