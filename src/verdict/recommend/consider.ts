import type { Consideration } from '../../knowledge/knowledge.ts'
import type { SpokenConsideration } from '../../report/report.ts'
import type { Evidence } from '../evidence.ts'
import { signals } from '../signals/index.ts'

/** What each consideration has to say about the evidence, heaviest first; those that have nothing to say are left out. */
export function consider(table: readonly Consideration[], evidence: Evidence): readonly SpokenConsideration[] {
  return table
    .flatMap((consideration) => appliedTo(consideration, evidence))
    .toSorted((a, b) => scoreOf(b) - scoreOf(a) || (a.id < b.id ? -1 : 1))
}

function appliedTo({ id, leans, weight, text, sources }: Consideration, evidence: Evidence): SpokenConsideration[] {
  const signal = signals[id]?.(evidence)
  if (!signal) return []
  const { strength, findings = [], words = {} } = signal
  return [
    {
      id,
      text: text.replace(/\{(\w+)\}/g, (braces, word: string) => words[word] ?? braces),
      leans,
      weight,
      strength: rounded(strength),
      findings: findings.map(({ fingerprint }) => fingerprint),
      sources,
    },
  ]
}

/** What a consideration counts. */
export function scoreOf({ weight, strength }: Pick<SpokenConsideration, 'weight' | 'strength'>): number {
  return weight * strength
}

/** To hundredths, so that what is shown is what counts. */
function rounded(strength: number): number {
  return Math.max(0.01, Math.round(strength * 100) / 100)
}
