import { counted } from 'acclimate/parts'
import { figure } from '../cells.ts'
import type { Row } from './row.ts'

export function says(rows: readonly Row[]): readonly string[] {
  if (rows.length === 0) return ['Nothing changed.']
  return (['better', 'worse', 'new', 'lost'] as const).flatMap((way) => {
    const own = rows.filter((row) => row.way === way)
    if (own.length === 0) return []
    const crowd = counted(own.length, 'repository', 'repositories')
    if (way === 'new') return [`${crowd} new.`]
    if (way === 'lost') return [`${crowd} without a report that had one.`]
    return [`${crowd} ${way}${becauseOf(own)}.`]
  })
}

/** How many of them for which reason; one that has several counts for the combination. */
function becauseOf(rows: readonly Row[]): string {
  const counts = new Map<string, number>()
  for (const { because } of rows) {
    const reason = because.length === 0 ? 'another try' : because.join(' and ')
    counts.set(reason, (counts.get(reason) ?? 0) + 1)
  }
  const [first, ...others] = [...counts].toSorted(([, left], [, right]) => right - left)
  if (first && others.length === 0) return ` because of ${first[0]}`
  return `: ${[first ?? ['', 0], ...others].map(([reason, count]) => `${figure(count)} because of ${reason}`).join(', ')}`
}
