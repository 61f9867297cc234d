import { fitModel } from '../../../../../src/fit/fit-model.ts'
import type { Machine } from '../../../../../src/fit/machine.ts'
import { modelOf } from '../../../../../src/fit/models/model-of.ts'
import { workOf } from '../../../../../src/fit/question.ts'
import type { Knowledge } from '../../../../../src/knowledge/knowledge.ts'
import type { Fit } from '../../../../../src/report/fit.ts'

/** As many as somebody reads. */
const MOST = 20

export interface Run {
  readonly name: string
  readonly fit: Fit
}

/** The largest language models of the catalogue that a machine holds as most people run them. */
export function largestFirst(machine: Machine, { models, rates }: Pick<Knowledge, 'models' | 'rates'>): readonly Run[] {
  const runs: Run[] = []
  for (const known of models.toSorted((one, other) => other.parameters - one.parameters)) {
    if (runs.length === MOST) break
    if (known.kind !== undefined) continue
    const model = modelOf(known)
    const work = workOf({}, { model })
    if ('problem' in work) continue
    const fit = fitModel(machine, model, work.is, { rates }, { limits: false })
    if (fit.memory.fits) runs.push({ name: known.name, fit })
  }
  return runs
}
