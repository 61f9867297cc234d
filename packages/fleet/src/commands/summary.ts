import type { Store } from '../store/store.ts'

/** A few lines on what is kept: how many are ready, and why others have no report. */
export async function summaryOf(store: Store): Promise<string> {
  const statuses = new Map<string, number>()
  const reasons = new Map<string, number>()
  let count = 0
  for await (const { result } of store.outcomes()) {
    count += 1
    if (result.kind === 'audited') increase(statuses, result.report.platforms.metal.status)
    else increase(reasons, result.reason)
  }
  const lines = [`${count} repositories`]
  if (statuses.size > 0) lines.push(`on Macs: ${listed(statuses)}`)
  if (reasons.size > 0) lines.push(`without a report: ${listed(reasons)}`)
  return `${lines.join('\n')}\n`
}

function increase(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

function listed(counts: ReadonlyMap<string, number>): string {
  const sorted = [...counts].toSorted(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
  return sorted.map(([name, count]) => `${count} ${name}`).join(', ')
}
