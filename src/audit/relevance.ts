import { relevanceOf, type Relevance } from '../project/python/relevance.ts'
import type { Setting } from '../project/facts.ts'
import type { Known, StatedWords } from './rule.ts'

/** What of the code can matter: the union of the words that rules, the evaluation and the verdict have stated. */
export function relevanceFor(
  stated: readonly (StatedWords | undefined)[],
  known: Known,
  settings: readonly Setting[],
): Relevance {
  return relevanceOf(stated.map((words) => (typeof words === 'function' ? words(known, settings) : (words ?? {}))))
}
