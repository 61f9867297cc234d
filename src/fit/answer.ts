import type { Knowledge } from '../knowledge/knowledge.ts'
import type { Fit } from '../report/fit.ts'
import { type MachineFilter, suits } from './filter.ts'
import { type FitKnowledge, fitModel } from './fit-model.ts'
import type { Model } from './model.ts'
import { type MachineAsked, machinesOf, modelAsked, type ModelAsked, type WorkAsked, workOf } from './question.ts'
import { ranked } from './rank.ts'
import type { Understood } from './understood.ts'
import type { Work } from './work.ts'

export interface FitQuestion extends WorkAsked {
  /** A name (`Llama 3.1 8B`, `qwen3 30b a3b`, `meta-llama/Llama-3.1-8B`), a size (`8B`), or a model that was read. */
  readonly model: string | ModelAsked
  /** Names (`RTX 4090`, `2x RTX 4090`, `M1 Max 32-core GPU 64GB`), or `all`. */
  readonly machines: readonly string[]
  /** Which of several machines count. */
  readonly only?: MachineFilter
  /** Whether the memory over the context is told, too. */
  readonly curve?: boolean
}

/**
 * Whether a model fits machines, how fast it goes there, and at what cost: one `Fit` a machine, the best first. Notes say
 * what was assumed, and each `Fit` has them, too.
 */
export function fitsOf(
  { model: named, machines: names, only = {}, curve = false, ...asked }: FitQuestion,
  knowledge: Pick<Knowledge, 'machines' | 'models' | 'rates'>,
): Understood<readonly Fit[]> {
  const model = typeof named === 'string' ? modelAsked(named, knowledge) : { is: named, notes: [] }
  if ('problem' in model) return model
  const machines = machinesOf(names, knowledge)
  if ('problem' in machines) return machines
  const work = workOf(asked, model.is)
  if ('problem' in work) return work
  const notes = [...model.notes, ...machines.notes, ...work.notes, ...unpriced(machines.is, only)]
  const known: FitKnowledge = { rates: knowledge.rates }
  const fits = machines.is
    .filter(({ machine }) => suits(machine, only))
    .map((machine) => withNotes(fitLargeEnough(machine, model.is.model, work.is, { ...known, curve }), notes))
  return { is: ranked(fits), notes }
}

/** Where the memory is left open and the smallest is too small, the smallest that is large enough. */
function fitLargeEnough(
  { machine, larger }: MachineAsked,
  model: Model,
  work: Work,
  { curve, ...known }: FitKnowledge & { readonly curve: boolean },
): Fit {
  const smallest = fitModel(machine, model, work, known, { curve })
  if (smallest.memory.fits) return smallest
  for (const other of larger) {
    const fitted = fitModel(other, model, work, known, { curve })
    if (fitted.memory.fits)
      return withNotes(fitted, [`Taken as ${other.name} instead, which has the least memory that holds it.`])
  }
  return smallest
}

/** A budget says nothing of machines whose price is not known, so that they are counted. */
function unpriced(machines: readonly MachineAsked[], { budget, ...rest }: MachineFilter): readonly string[] {
  const left = machines.filter(({ machine }) => machine.price?.per !== 'purchase' && suits(machine, rest)).length
  if (budget === undefined || left === 0) return []
  return [`${left} machines are left out since no price of them is known: ask without --budget, too.`]
}

function withNotes(answer: Fit, notes: readonly string[]): Fit {
  return { ...answer, notes: [...notes, ...answer.notes] }
}
