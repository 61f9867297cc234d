import { UsageError } from '../config/usage-error.ts'
import { type FitKnowledge, fitModel } from '../fit/fit-model.ts'
import { type MachineFilter, suits } from '../fit/filter.ts'
import type { Model } from '../fit/model.ts'
import type { Work } from '../fit/work.ts'
import { nameOf } from '../fit/machines/machine-of.ts'
import { type MachineAsked, machinesOf, modelAsked, type ModelAsked, type WorkAsked, workOf } from '../fit/question.ts'
import { ranked } from '../fit/rank.ts'
import type { Understood } from '../fit/understood.ts'
import type { Fit } from '../report/fit.ts'
import { knowledge } from '../shipped/knowledge.ts'

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
 * Whether a model fits machines, how fast it goes there, and at what cost.
 *
 * @returns one `Fit` a machine, the best first
 * @throws UsageError for a name that is not understood; the message says what there is
 */
export function fit({
  model: named,
  machines: names,
  only = {},
  curve = false,
  ...asked
}: FitQuestion): readonly Fit[] {
  const model = typeof named === 'string' ? understood(modelAsked(named, knowledge)) : { is: named, notes: [] }
  const machines = understood(machinesOf(names, knowledge))
  const work = understood(workOf(asked, model.is))
  const notes = [...model.notes, ...machines.notes, ...work.notes, ...unpriced(machines.is, only)]
  const known: FitKnowledge = { rates: knowledge.rates }
  return ranked(
    machines.is
      .filter(({ machine }) => suits(machine, only))
      .map((machine) => withNotes(fitLargeEnough(machine, model.is.model, work.is, { ...known, curve }), notes)),
  )
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

/** Names of the machines and of the models that are known. */
export function knownNames(): readonly string[] {
  return [...knowledge.machines.map(nameOf), ...knowledge.models.map(({ name }) => name)]
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

function understood<Thing>(answer: Understood<Thing>): { readonly is: Thing; readonly notes: readonly string[] } {
  if ('problem' in answer) throw new UsageError(answer.problem)
  return answer
}
