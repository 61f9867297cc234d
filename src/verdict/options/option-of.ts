import { type FitKnowledge, fitModel } from '../../fit/fit-model.ts'
import type { Machine } from '../../fit/machine.ts'
import { type ModelAsked, type WorkAsked, workOf } from '../../fit/question.ts'
import type { AdviceOption, OptionMachine, OptionModel, OptionPrice } from '../../report/advice.ts'
import type { Estimate, Fit } from '../../report/fit.ts'
import type { Needs } from '../../report/needs.ts'
import { askedOf, isTraining, kindFor } from './asked-of.ts'
import { type Judged, nameOf } from './judged.ts'
import { inverse, promptIn, type Reading, runOf } from './run.ts'

/** `roughly` is enough to choose between machines: without the longest context, and without reading a prompt. */
export type Depth = 'roughly' | 'in full'

interface Asking {
  readonly needs: Needs
  readonly known: FitKnowledge
  readonly depth: Depth
}

/** Judges one machine for all models. */
export function judged(
  machine: Machine,
  kind: AdviceOption['kind'],
  { needs, models }: { readonly needs: Needs; readonly models: readonly ModelAsked[] },
  known: FitKnowledge,
  depth: Depth = 'in full',
): Judged {
  const fits = models.map((model) => modelOn(machine, model, { needs, known, depth }))
  const of = fits.map(({ model }) => model)
  return {
    machine,
    kind,
    models: of,
    fits: of.every((model) => model.fits),
    fitsSurely:
      isRoomy(machine, of) &&
      of.every(
        (model) =>
          model.fits && (model.sharded !== undefined || model.needed.high <= model.needed.value + model.roomBytes),
      ),
    notes: [...new Set(fits.flatMap(({ notes }) => notes))],
  }
}

/** Bytes that macOS and a browser want beside the models, whatever the GPU may have. */
const BESIDE = 6e9

function isRoomy({ platform, memoryBytes, count }: Machine, models: readonly OptionModel[]): boolean {
  return platform !== 'metal' || models.every(({ needed }) => memoryBytes * count - needed.high >= BESIDE)
}

function modelOn(
  machine: Machine,
  asked: ModelAsked,
  { needs, known, depth }: Asking,
): { readonly model: OptionModel; readonly notes: readonly string[] } {
  const question = askedOf(needs, asked, machine)
  const isInFull = depth === 'in full'
  const fit = fitted(machine, asked, question, known, isInFull)
  const kind = kindFor(needs, asked.model)
  const { memory, work, machine: on } = fit
  const sharded = isTraining(kind) && machine.count > 1 ? shardedOver(machine.count, fit) : undefined
  const fits = sharded?.fits ?? memory.fits
  const speeds = {
    ...(fit.decode !== undefined && { decode: fit.decode.tokensPerSecond }),
    ...(fit.prefill !== undefined && { prefill: fit.prefill.tokensPerSecond }),
    ...(fit.step !== undefined && { training: fit.step.tokensPerSecond }),
    ...(fit.image !== undefined && { imageSeconds: fit.image.seconds }),
    ...(fit.sound !== undefined && { sound: fit.sound.secondsPerSecond }),
    ...(fit.energy !== undefined && { watts: fit.energy.watts }),
  }
  const reading = isInFull ? readingOf(machine, asked, { question, fit, needs }, known) : undefined
  const run = fits
    ? runOf(needs, { ...speeds, kind, context: work.context }, machine, machine.count, reading)
    : undefined
  const model: OptionModel = {
    model: asked.model.name,
    parameters: asked.model.parameters,
    quantization: fit.model.quantization,
    runtime: work.runtime,
    kind,
    context: work.context,
    batch: work.batch,
    needed: memory.bytes,
    fits,
    roomBytes: Math.round(on.gpuBudgetBytes - memory.bytes.value),
    ...(sharded !== undefined && { sharded }),
    ...(memory.largestContext !== undefined && { largestContext: memory.largestContext }),
    ...(fits && speeds),
    ...(run !== undefined && { run }),
  }
  return { model, notes: fit.notes }
}

function fitted(machine: Machine, asked: ModelAsked, question: WorkAsked, known: FitKnowledge, limits: boolean): Fit {
  const work = workOf(question, asked)
  if ('problem' in work) throw new RangeError(work.problem)
  return fitModel(machine, asked.model, work.is, known, { limits })
}

interface ReadingCase {
  readonly question: WorkAsked
  readonly fit: Fit
  readonly needs: Needs
}

/** What a prompt takes for each token, on average between its beginning, where little stands before, and its end. */
function readingOf(
  machine: Machine,
  asked: ModelAsked,
  { question, fit, needs }: ReadingCase,
  known: FitKnowledge,
): Reading | undefined {
  if (fit.prefill === undefined) return undefined
  const atEnd = inverse(fit.prefill.tokensPerSecond)
  const tokens = promptIn(fit.work.context, needs.context !== undefined && needs.context > 8192)
  const start = fitted(machine, asked, { ...question, depth: 1 }, known, false).prefill
  return { tokens, seconds: start === undefined ? atEnd : mean(atEnd, inverse(start.tokensPerSecond)) }
}

function mean(one: Estimate, other: Estimate): Estimate {
  return {
    ...one,
    value: (one.value + other.value) / 2,
    low: (one.low + other.low) / 2,
    high: (one.high + other.high) / 2,
  }
}

/** Parts of the memory that several GPUs can hold between them (FSDP, ZeRO); each keeps activations of its own. */
const SPREAD = new Set(['weights', 'optimizer states', 'gradients and step', 'adapters'])

function shardedOver(gpus: number, { memory, machine, work }: Fit): OptionModel['sharded'] {
  const bytesEach = memory.parts.reduce(
    (total, { name, bytes }) => total + (SPREAD.has(name) ? bytes / gpus : bytes),
    0,
  )
  const isFull = work.kind === 'full-fine-tuning' || work.kind === 'training'
  const each = isFull ? Math.round(bytesEach) : Math.round(memory.bytes.value)
  return { gpus, bytesEach: each, fits: each <= machine.gpuBudgetBytes / gpus }
}

/** The option as it is told. */
export function optionOf(
  one: Judged,
  { budget }: Needs,
  impossible: readonly string[],
  beside?: Machine,
): AdviceOption {
  const { machine, kind, models, fits, notes } = one
  const price = priceOf(machine, kind)
  const over = budget !== undefined && kind === 'buy' && price !== undefined ? price.usd - budget : 0
  return {
    kind,
    name: beside === undefined ? nameOf(machine) : `${nameOf(beside)} with rented hours of ${nameOf(machine)}`,
    machine: described(machine, models),
    ...(beside !== undefined && { beside: described(beside, []) }),
    models,
    fits,
    ...(price !== undefined && { price }),
    ...(over > 0 && { overBudget: over }),
    impossible,
    notes,
  }
}

function described(machine: Machine, [model]: readonly OptionModel[]): OptionMachine {
  const memoryBytes = machine.memoryBytes * machine.count
  const budget = model === undefined ? memoryBytes : model.needed.value + model.roomBytes
  const { id, platform } = machine
  return { id, name: nameOf(machine), platform, memoryBytes, gpuBudgetBytes: Math.round(budget) }
}

function priceOf({ price, rent, count }: Machine, kind: AdviceOption['kind']): OptionPrice | undefined {
  const one = kind === 'rent' || kind === 'mixed' ? rent : kind === 'owned' ? undefined : price
  if (one === undefined) return undefined
  const { usd, per, day, isUsed, by, source } = one
  return {
    usd: usd * count,
    per,
    day,
    ...(isUsed !== undefined && { isUsed }),
    ...(by !== undefined && { by }),
    source,
  }
}
