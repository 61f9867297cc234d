/** A place in a text that is being read, and the first thing that was wrong with it. */
export interface Scanner {
  readonly text: string
  at: number
  failure?: Failure
}

/** Why a text was refused, and the 0-based UTF-16 offset at which. */
export interface Failure {
  readonly reason: string
  readonly at: number
}

const SPACE = /[ \t]*/y

/** Steps over what a sticky pattern matches here and returns it; undefined, without a step, when it does not match. */
export function take(scanner: Scanner, pattern: RegExp): string | undefined {
  pattern.lastIndex = scanner.at
  const found = pattern.exec(scanner.text)?.[0]
  if (found !== undefined) scanner.at += found.length
  return found
}

export function skipSpace(scanner: Scanner): void {
  take(scanner, SPACE)
}

/** Notes what is wrong, keeping the first complaint; returns undefined so that a reader can return it. */
export function refuse(scanner: Scanner, reason: string, at = scanner.at): undefined {
  scanner.failure ??= { reason, at }
}

/** Refuses whatever is left of the text. */
export function expectEnd(scanner: Scanner, expected: string): void {
  skipSpace(scanner)
  if (scanner.at < scanner.text.length) refuse(scanner, `expected ${expected}`)
}
