import { fitModel } from '../../../../src/fit/fit-model.ts'
import type { Machine } from '../../../../src/fit/machine.ts'
import { machineOf } from '../../../../src/fit/machines/machine-of.ts'
import type { Model } from '../../../../src/fit/model.ts'
import { type WorkAsked, workOf } from '../../../../src/fit/question.ts'
import type { Knowledge } from '../../../../src/knowledge/knowledge.ts'
import type { Fit } from '../../../../src/report/fit.ts'

export type FitKnowledge = Pick<Knowledge, 'machines' | 'models' | 'rates'>
export type Platform = 'metal' | 'cuda'

/** The machine with the least memory of those that hold a model. */
export interface Least {
  readonly machine: Machine
  readonly fit: Fit
}

/** Of each size of memory the cheapest machine, or the fastest where none has a price; by platform, the least memory first. */
export function bySize({ machines }: Pick<Knowledge, 'machines'>): Readonly<Record<Platform, readonly Machine[]>> {
  const all = machines
    .map((known) => machineOf(known))
    .toSorted(
      (one, other) =>
        one.memoryBytes - other.memoryBytes || usdOf(one) - usdOf(other) || other.bandwidth - one.bandwidth,
    )
  const of = (platform: Platform) => {
    const own = all.filter((machine) => machine.platform === platform)
    return own.filter(({ memoryBytes }, index) => memoryBytes !== own[index - 1]?.memoryBytes)
  }
  return { metal: of('metal'), cuda: of('cuda') }
}

/** The first of the machines that holds a model; undefined where none does, or where nobody does such work with it. */
export function leastOf(
  machines: readonly Machine[],
  model: Model,
  asked: WorkAsked,
  { rates }: Pick<Knowledge, 'rates'>,
): Least | undefined {
  const work = workOf(asked, { model })
  if ('problem' in work) return undefined
  for (const machine of machines) {
    const fit = fitModel(machine, model, work.is, { rates }, { limits: false })
    if (fit.memory.fits) return { machine, fit }
  }
  return undefined
}

/** A price that is not known counts as one that nobody pays: not as infinite, which is no number to reckon with. */
function usdOf({ price }: Machine): number {
  return price?.usd ?? Number.MAX_SAFE_INTEGER
}
