/** Differences that still look like a slip of the fingers, as a share of the word's length. */
const TOLERANCE = 0.4

/** The candidate that `word` was most likely meant to be: itself, its last part, or one with few letters changed. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const wanted = word.toLowerCase().slice(0, 100)
  let best: string | undefined
  let fewest = Math.max(2, Math.floor(wanted.length * TOLERANCE)) + 1
  for (const candidate of candidates) {
    const last = candidate.slice(candidate.lastIndexOf('/') + 1)
    const count = Math.min(changes(wanted, candidate), changes(wanted, last))
    if (count < fewest) {
      best = candidate
      fewest = count
    }
  }
  return best
}

/** Letters to insert, delete or replace to make one word of the other. */
function changes(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1]
    for (let column = 1; column <= to.length; column++) {
      const replaced = (row[column - 1] ?? 0) + (to[column - 1] === letter ? 0 : 1)
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
