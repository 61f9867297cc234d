import { UsageError } from '../config/usage-error.ts'
import { type FitQuestion, fitsOf } from '../fit/answer.ts'
import { nameOf } from '../fit/machines/machine-of.ts'
import type { Fit } from '../report/fit.ts'
import { knowledge } from '../shipped/knowledge.ts'

export type { FitQuestion } from '../fit/answer.ts'

/**
 * Whether a model fits machines, how fast it goes there, and at what cost.
 *
 * @returns one `Fit` a machine, the best first
 * @throws UsageError for a name that is not understood; the message says what there is
 */
export function fit(question: FitQuestion): readonly Fit[] {
  const answer = fitsOf(question, knowledge)
  if ('problem' in answer) throw new UsageError(answer.problem)
  return answer.is
}

/** Names of the machines and of the models that are known. */
export function knownNames(): readonly string[] {
  return [...knowledge.machines.map(nameOf), ...knowledge.models.map(({ name }) => name)]
}
