import type { SitesChange } from '../report/comparison.ts'
import type { Site } from '../report/report.ts'

/** The sites that only one of two findings has, by what their lines say: they move with every edit above them. */
export function sitesChange(before: readonly Site[], after: readonly Site[]): SitesChange {
  return { new: without(after, before), gone: without(before, after) }
}

/** The sites of the first without one for each of the second that reads the same; of equal lines the first ones are taken. */
function without(sites: readonly Site[], others: readonly Site[]): readonly Site[] {
  const counts = new Map<string, number>()
  for (const other of others) counts.set(lineOf(other), (counts.get(lineOf(other)) ?? 0) + 1)
  return sites.filter((site) => {
    const count = counts.get(lineOf(site)) ?? 0
    if (count > 0) counts.set(lineOf(site), count - 1)
    return count === 0
  })
}

function lineOf({ file, excerpt }: Site): string {
  return `${file}\0${excerpt.replace(/\s+/g, ' ')}`
}
