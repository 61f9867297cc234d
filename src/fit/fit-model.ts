import type { FitRates } from '../knowledge/rates.ts'
import type { Fit } from '../report/fit.ts'
import type { Machine } from './machine.ts'
import type { Model } from './model.ts'
import { gpuBudget } from './memory/budget.ts'
import { inferenceMemory, type Memory } from './memory/inference.ts'
import { largestBatch, largestContext } from './memory/largest.ts'
import { type Quantization, quantizationOf } from './memory/quantizations.ts'
import { weightsOf } from './memory/weights.ts'
import { inferenceSpeed } from './speed/inference.ts'
import type { Work } from './work.ts'

/** What `fit` knows of the world. */
export interface FitKnowledge {
  readonly rates: FitRates
}

/**
 * Says whether a model fits a machine, how fast it goes there, and at what cost.
 *
 * @returns memory in bytes, speeds in tokens a second of all sequences together, each with a range that is meant to hold nine of ten measurements
 * @throws RangeError for a quantization that has no such name
 */
export function fitModel(machine: Machine, model: Model, work: Work, knowledge: FitKnowledge): Fit {
  const quantization = quantizationOf(work.quantization)
  if (quantization === undefined) throw new RangeError(`there is no quantization named ${work.quantization}`)
  const weights = weightsOf(model, quantization)
  const budget = gpuBudget(machine, work)
  const memoryAt = (context: number, batch: number): Memory =>
    memoryOf(machine, model, quantization, { ...work, context, batch })
  const memory = memoryAt(work.context, work.batch)
  const fits = memory.bytes.value <= budget
  const speed = fits ? inferenceSpeed(machine, model, { quantization, weights }, work, knowledge.rates) : undefined
  const longest = model.architecture?.longestContext
  return {
    schemaVersion: 1,
    model: {
      id: model.id,
      parameters: model.parameters,
      activeParameters: model.activeParameters,
      quantization: quantization.name,
      weightsBytes: Math.round(weights.all),
      from: model.from,
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
    memory: {
      bytes: memory.bytes,
      parts: memory.parts,
      fits,
      largestContext: largestContext((context) => memoryAt(context, work.batch).bytes.value, budget, longest),
      largestBatch: largestBatch((batch) => memoryAt(work.context, batch).bytes.value, budget),
    },
    ...(speed !== undefined && {
      prefill: { tokensPerSecond: speed.prefill },
      decode: { tokensPerSecond: speed.decode },
    }),
    notes: [],
  }
}

function memoryOf(machine: Machine, model: Model, quantization: Quantization, work: Work): Memory {
  const { runtime, context, batch, cacheElementBytes } = work
  return inferenceMemory(machine, model, quantization, {
    runtime,
    context,
    batch,
    cacheElementBytes,
    flashAttention: true,
  })
}
