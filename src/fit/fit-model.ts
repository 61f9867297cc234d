import type { FitRates } from '../knowledge/rates.ts'
import type { Estimate, Fit } from '../report/fit.ts'
import { costOf } from './cost.ts'
import { joulesPer, wattsOf } from './energy.ts'
import type { Machine } from './machine.ts'
import { gpuBudget } from './memory/budget.ts'
import { imageMemory } from './memory/images.ts'
import { inferenceMemory, type Memory } from './memory/inference.ts'
import { largestBatch, largestContext } from './memory/largest.ts'
import { type Quantization, quantizationOf } from './memory/quantizations.ts'
import { soundMemory } from './memory/sound.ts'
import { trainingMemory } from './memory/training.ts'
import { type Weights, weightsOf } from './memory/weights.ts'
import type { Model } from './model.ts'
import { notesOn } from './notes.ts'
import { depthOf } from './speed/decode.ts'
import { inferenceSpeed } from './speed/inference.ts'
import { offloadOf } from './speed/offload.ts'
import { scaled } from './speed/rates.ts'
import { soundSpeed } from './speed/sound.ts'
import { imageSpeed, trainingSpeed } from './speed/work-speed.ts'
import type { Work } from './work.ts'

/** What `fit` knows of the world. */
export interface FitKnowledge {
  readonly rates: FitRates
}

export interface FitOptions {
  /** The largest context and batch, which take most of the time; unless it is false. */
  readonly limits?: boolean
  /** The memory over the context; only if it is true. */
  readonly curve?: boolean
}

/** All that one fit is worked out from. */
interface Case {
  readonly machine: Machine
  readonly model: Model
  readonly work: Work
  readonly quantization: Quantization
  readonly weights: Weights
}

/**
 * Says whether a model fits a machine, how fast it goes there, and at what cost.
 *
 * @returns memory in bytes, speeds in tokens a second of all sequences together, each with a range that is meant to hold nine of ten measurements
 * @throws RangeError for a quantization that has no such name
 */
export function fitModel(
  machine: Machine,
  model: Model,
  work: Work,
  knowledge: FitKnowledge,
  { limits: isLimited = true, curve: isCurve = false }: FitOptions = {},
): Fit {
  const quantization = quantizationOf(work.quantization)
  if (quantization === undefined) throw new RangeError(`there is no quantization named ${work.quantization}`)
  const one: Case = { machine, model, work, quantization, weights: weightsOf(model, quantization) }
  const budget = gpuBudget(machine, work)
  const memory = memoryOf(one, work.context, work.batch)
  const fits = memory.bytes.value <= budget
  const speeds = fits ? speedsOf(one, knowledge.rates) : offloaded(one, memory, budget)
  const limits = isLimited ? limitsOf(one, budget) : {}
  const { id, parameters, activeParameters, from } = model
  return {
    schemaVersion: 1,
    model: {
      id,
      parameters,
      activeParameters,
      from,
      quantization: quantization.name,
      weightsBytes: Math.round(one.weights.all),
    },
    machine: {
      id: machine.id,
      name: machine.name,
      platform: machine.platform,
      memoryBytes: machine.memoryBytes * machine.count,
      gpuBudgetBytes: Math.round(budget),
      bandwidthBytesPerSecond: machine.bandwidth,
    },
    work: { kind: work.kind, runtime: work.runtime, context: work.context, batch: work.batch, depth: work.depth },
    memory: { bytes: memory.bytes, parts: memory.parts, fits, ...limits, ...(isCurve && curveOf(one)) },
    ...speeds,
    ...energyAndCost(one, speeds),
    notes: notesOn(machine, model, work),
  }
}

function memoryOf({ machine, model, quantization, work }: Case, context: number, batch: number): Memory {
  const { kind, runtime, cacheElementBytes, checkpointing, chunkedLoss, size } = work
  if (kind === 'image-generation') return imageMemory(model, quantization, { size, batch })
  if (kind === 'inference' && model.kind === 'speech') return soundMemory(model, quantization, batch)
  if (kind !== 'inference') {
    return trainingMemory(model, quantization, { kind, runtime, context, batch, checkpointing, chunkedLoss })
  }
  return inferenceMemory(machine, model, quantization, {
    runtime,
    context,
    batch,
    cacheElementBytes,
    flashAttention: true,
  })
}

/** An image has no context; weights of several cards that learn together are not shared. */
function limitsOf(one: Case, budget: number): Pick<Fit['memory'], 'largestContext' | 'largestBatch'> {
  const { model, work } = one
  const bytes = (context: number, batch: number): number => memoryOf(one, context, batch).bytes.value
  const longest = model.architecture?.longestContext
  return {
    ...(hasContext(one) && {
      largestContext: largestContext((context) => bytes(context, work.batch), budget, longest),
    }),
    largestBatch: largestBatch((batch) => bytes(work.context, batch), budget),
  }
}

/** Tokens at which a curve begins, and up to which it goes where nobody says what the model was trained for. */
const CURVE = { from: 1024, to: 131_072 } as const

function curveOf(one: Case): Pick<Fit['memory'], 'curve'> {
  const { model, work } = one
  if (!hasContext(one) || work.context === 1) return {}
  const longest = Math.max(work.context, Math.min(model.architecture?.longestContext ?? CURVE.to, CURVE.to))
  const contexts: number[] = []
  for (let context: number = CURVE.from; context < longest; context *= 2) contexts.push(context)
  const points = [...contexts, longest].map((context) => ({
    context,
    bytes: Math.round(memoryOf(one, context, work.batch).bytes.value),
  }))
  return { curve: points }
}

/** What sees an image, and what hears half a minute at a time, has no context to choose. */
function hasContext({ model, work }: Case): boolean {
  return work.kind !== 'image-generation' && !(work.kind === 'inference' && model.kind === 'speech')
}

type Speeds = Pick<Fit, 'prefill' | 'decode' | 'step' | 'image' | 'sound' | 'offload'>

function speedsOf({ machine, model, work, quantization, weights }: Case, rates: FitRates): Speeds {
  const { kind, context, batch, size, steps } = work
  if (kind === 'image-generation') {
    return { image: { seconds: inverted(imageSpeed(machine, model, quantization, work, rates), 1), size, steps } }
  }
  if (kind !== 'inference') {
    const examples = trainingSpeed(machine, model, { quantization, weights }, work, rates)
    return {
      step: { seconds: inverted(examples, batch * machine.count), tokensPerSecond: scaled(examples, context) },
    }
  }
  if (model.kind === 'speech') {
    const heard = soundSpeed(machine, model, quantization)
    return heard === undefined ? {} : { sound: { secondsPerSecond: heard } }
  }
  const { prefill, decode } = inferenceSpeed(machine, model, { quantization, weights }, work, rates)
  return { prefill: { tokensPerSecond: prefill }, decode: { tokensPerSecond: decode } }
}

function offloaded({ machine, model, work, weights }: Case, { parts }: Memory, budget: number): Speeds {
  const { architecture } = model
  if (work.kind !== 'inference' || work.runtime !== 'llama.cpp' || architecture === undefined) return {}
  const bytes = (name: string): number => parts.find((part) => part.name === name)?.bytes ?? 0
  const offload = offloadOf(machine, {
    layers: depthOf(architecture),
    weights,
    budget,
    others: { cache: bytes('kv cache'), workspace: bytes('compute buffers') },
  })
  return offload === undefined ? {} : { offload }
}

function inverted({ value, low, high, basis, sources }: Estimate, amount: number): Estimate {
  return { value: amount / value, low: amount / high, high: amount / low, basis, sources }
}

function energyAndCost({ machine, work }: Case, { decode, step, image, sound }: Speeds): Pick<Fit, 'energy' | 'cost'> {
  const perSecond = decode?.tokensPerSecond ?? step?.tokensPerSecond
  const watts =
    perSecond === undefined && image === undefined && sound === undefined ? undefined : wattsOf(machine, work.kind)
  const joules = watts !== undefined && perSecond !== undefined ? joulesPer(watts, perSecond) : undefined
  const cost = costOf(machine, { perSecond, joules, electricity: work.electricity })
  return {
    ...(watts !== undefined && { energy: { watts, ...(joules !== undefined && { joulesPerToken: joules }) } }),
    ...(cost !== undefined && { cost }),
  }
}
