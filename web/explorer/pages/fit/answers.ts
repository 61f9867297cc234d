import { type FitQuestion, fitsOf } from '../../../../src/fit/answer.ts'
import { fitModel } from '../../../../src/fit/fit-model.ts'
import { machineNamed } from '../../../../src/fit/machines/machine-named.ts'
import { machineOf } from '../../../../src/fit/machines/machine-of.ts'
import { modelId, modelOf } from '../../../../src/fit/models/model-of.ts'
import { modelAsked, type ModelAsked, workOf } from '../../../../src/fit/question.ts'
import type { Knowledge } from '../../../../src/knowledge/knowledge.ts'
import type { KnownModel } from '../../../../src/knowledge/models.ts'
import type { Fit } from '../../../../src/report/fit.ts'
import { type FitAsked, questionOf } from './asked.ts'

export type FitKnowledge = Pick<Knowledge, 'machines' | 'models' | 'rates'>

export interface NamedFit {
  readonly name: string
  readonly fit: Fit
}

/** What the page answers, by what was asked. */
export type FitAnswer =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'problem'; readonly problem: string }
  | { readonly kind: 'one'; readonly fit: Fit; readonly known?: KnownModel }
  | { readonly kind: 'models'; readonly machine: string; readonly fits: readonly NamedFit[]; readonly tried: number }
  | { readonly kind: 'machines'; readonly model: string; readonly fits: readonly NamedFit[]; readonly tried: number }

/**
 * Answers with what was asked: a model on a machine, what a machine runs, or what a model needs.
 *
 * @param file - a model that was read from a file, which counts instead of a name
 */
export function answerOf(asked: FitAsked, file: ModelAsked | undefined, knowledge: FitKnowledge): FitAnswer {
  const model = file ?? asked.model
  if (asked.machine === '') return model === '' ? { kind: 'nothing' } : machinesFor(asked, model, knowledge)
  if (model === '') return modelsOn(asked, knowledge)
  const answer = fitsOf({ ...questionOf(asked, model, [asked.machine]), curve: true }, knowledge)
  if ('problem' in answer) return { kind: 'problem', problem: answer.problem }
  const [fit] = answer.is
  if (fit === undefined) return { kind: 'nothing' }
  const known =
    fit.model.from === 'catalogue' ? knowledge.models.find(({ name }) => modelId(name) === fit.model.id) : undefined
  return { kind: 'one', fit, ...(known !== undefined && { known }) }
}

/** The models of the catalogue that fit, the largest first. */
function modelsOn(asked: FitAsked, { machines, models, rates }: FitKnowledge): FitAnswer {
  const machine = machineNamed(asked.machine, machines)
  if ('problem' in machine) return { kind: 'problem', problem: machine.problem }
  const fits = models.flatMap((known) => {
    if (known.kind !== undefined) return []
    const model = modelOf(known)
    const work = workOf(asked.work, { model })
    if ('problem' in work) return []
    const fit = fitModel(machine.is, model, work.is, { rates }, { limits: false })
    return [{ name: known.name, fit }]
  })
  return {
    kind: 'models',
    machine: machine.is.name,
    tried: fits.length,
    fits: fits
      .filter(({ fit }) => fit.memory.fits)
      .toSorted((one, other) => other.fit.model.parameters - one.fit.model.parameters),
  }
}

/** The machines that hold a model: those with a price first, the cheapest of them first, then the smallest. */
function machinesFor(asked: FitAsked, named: FitQuestion['model'], knowledge: FitKnowledge): FitAnswer {
  const model = typeof named === 'string' ? modelAsked(named, knowledge) : { is: named, notes: [] }
  if ('problem' in model) return { kind: 'problem', problem: model.problem }
  const work = workOf(asked.work, model.is)
  if ('problem' in work) return { kind: 'problem', problem: work.problem }
  const machines = knowledge.machines.map((known) => machineOf(known))
  const fits = machines.map((machine) => ({
    name: machine.name,
    fit: fitModel(machine, model.is.model, work.is, knowledge, { limits: false }),
  }))
  return {
    kind: 'machines',
    model: model.is.model.name,
    tried: fits.length,
    fits: fits
      .filter(({ fit }) => fit.memory.fits)
      .toSorted(
        (one, other) =>
          (priceOf(one) === priceOf(other) ? 0 : priceOf(one) - priceOf(other)) ||
          one.fit.machine.memoryBytes - other.fit.machine.memoryBytes,
      ),
  }
}

function priceOf({ fit }: NamedFit): number {
  return fit.cost?.machine ?? Infinity
}
