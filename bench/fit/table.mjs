/** Results as lines of a table. */

export const heading = `${'what'.padEnd(52)} rows   mean  median   90 %  in range`

/** @param results - each with an `error`, a share of what was measured, and whether it `isInside` the range */
export function line(name, results) {
  const { mean, median, ninetieth, inside } = summaryOf(results)
  const numbers = [mean, median, ninetieth].map((share) => `${(share * 100).toFixed(1)} %`.padStart(7))
  return `${name.padEnd(52)} ${String(results.length).padStart(4)} ${numbers.join(' ')}  ${(inside * 100).toFixed(0).padStart(5)} %`
}

export function summaryOf(results) {
  const sorted = results.map(({ error }) => Math.abs(error)).toSorted((one, other) => one - other)
  return {
    rows: sorted.length,
    mean: sorted.reduce((sum, error) => sum + error, 0) / sorted.length,
    median: sorted[Math.floor(sorted.length / 2)],
    ninetieth: sorted[Math.floor(sorted.length * 0.9)],
    inside: results.filter(({ isInside }) => isInside).length / results.length,
  }
}
