import type { Fix } from '../../report/report.ts'
import type { DraftFix, PlannedEdit } from '../rule.ts'

/** Edits that make a fix together; undefined stands for one that cannot be made. */
export type Edits = readonly (PlannedEdit | undefined)[]

/** A fix that a program makes where each of its edits can be made, and a person where one is missing, or there are none. */
export function fixBy([first, ...others]: Edits, said: Omit<Fix, 'kind'>): DraftFix {
  const rest = others.filter((edit) => edit !== undefined)
  if (!first || rest.length < others.length) return { ...said, kind: 'manual' }
  return { ...said, kind: 'automatic', edits: [first, ...rest] }
}
