import { plainNumber } from '../terminal/fit/numbers.ts'

/** Units from the one that is too large down: a time is told in the first that it has one and a half of. */
const UNITS = [
  ['days', 86_400],
  ['hours', 3600],
  ['minutes', 60],
] as const
const ENOUGH = 1.5

/** `34 hours`, `2.5 minutes`, `0.8 seconds`. */
export function duration(seconds: number): string {
  const [name, size] = UNITS.find(([, length]) => seconds >= ENOUGH * length) ?? ['seconds', 1]
  return `${plainNumber(seconds / size)} ${name}`
}
