import { fitModel } from '../../../../../src/fit/fit-model.ts'
import type { Machine } from '../../../../../src/fit/machine.ts'
import { gpuBudget } from '../../../../../src/fit/memory/budget.ts'
import { modelOf } from '../../../../../src/fit/models/model-of.ts'
import { workOf } from '../../../../../src/fit/question.ts'
import type { Knowledge } from '../../../../../src/knowledge/knowledge.ts'
import type { Fit } from '../../../../../src/report/fit.ts'

/** As many as somebody reads. */
const MOST = 20
/** Bytes that a parameter takes at least, as most people run models: what cannot fit need not be worked out. */
const LEAST_BYTES = 0.5

export interface Run {
  readonly name: string
  readonly fit: Fit
}

/** The largest language models of the catalogue that a machine holds as most people run them. */
export function largestFirst(machine: Machine, { models, rates }: Pick<Knowledge, 'models' | 'rates'>): readonly Run[] {
  const runs: Run[] = []
  const most = gpuBudget(machine, {}) / LEAST_BYTES
  for (const known of models.toSorted((one, other) => other.parameters - one.parameters)) {
    if (runs.length === MOST) break
    if (known.kind !== undefined || known.parameters > most) continue
    const model = modelOf(known)
    const work = workOf({}, { model })
    if ('problem' in work) continue
    const fit = fitModel(machine, model, work.is, { rates }, { limits: false })
    if (fit.memory.fits) runs.push({ name: known.name, fit })
  }
  return runs
}
