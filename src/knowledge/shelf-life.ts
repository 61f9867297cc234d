import type { Source } from '../report/report.ts'
import type { ShelfLife, ShelfLives } from './knowledge.ts'

const DAY = 86_400_000

/**
 * The source that a fact may still be relied on for longest, when even that one is past its shelf life on a day; nothing
 * while any of its sources is fresh, and nothing for a fact without sources.
 *
 * @param asOf - YYYY-MM-DD; a source that was read later is fresh
 */
export function staleSource(sources: readonly Source[], lives: ShelfLives, asOf: string): Source | undefined {
  const [newest] = sources.toSorted((a, b) => compare(lastDay(b, lives), lastDay(a, lives)))
  return newest && lastDay(newest, lives) < asOf ? newest : undefined
}

/** The last day, YYYY-MM-DD, on which a source may be relied on; later than any day when it cannot grow old. */
function lastDay({ kind, seen }: Source, lives: ShelfLives): string {
  const { days }: ShelfLife = lives[kind]
  return days === undefined ? '9999-12-31' : new Date(Date.parse(seen) + days * DAY).toISOString().slice(0, 10)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
