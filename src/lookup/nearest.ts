/** Differences that still look like a slip of the fingers, as a share of the word's length. */
const TOLERANCE = 0.4

/** Longer words are no slip of the fingers, and comparing them takes the product of their lengths. */
const MAX_LENGTH = 100

/** The candidate that `word` was most likely meant to be: itself, its last part, or one with few letters changed. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  return nearestOf(word, candidates, 1)[0]
}

/** The candidates that `word` may have been meant to be, nearest first, at most `count`. */
export function nearestOf(word: string, candidates: readonly string[], count: number): readonly string[] {
  const wanted = word.toLowerCase().slice(0, MAX_LENGTH)
  const most = Math.max(2, Math.floor(wanted.length * TOLERANCE))
  return candidates
    .map((candidate) => ({ candidate, distance: distanceOf(wanted, candidate.toLowerCase(), most) }))
    .filter((found) => found.distance <= most)
    .toSorted((left, right) => left.distance - right.distance)
    .slice(0, count)
    .map(({ candidate }) => candidate)
}

function distanceOf(wanted: string, candidate: string, most: number): number {
  const last = candidate.slice(candidate.search(/[^/:]*$/))
  return Math.min(...[candidate, last].map((name) => (isFar(wanted, name, most) ? Infinity : changes(wanted, name))))
}

/** Each letter more or less is a change. */
function isFar(wanted: string, name: string, most: number): boolean {
  return Math.abs(wanted.length - name.length) > most
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
