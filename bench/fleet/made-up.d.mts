import type { Outcome } from '../../packages/fleet/src/store/outcome.ts'

/** The day on which the last of them was made. */
export const MADE_UP_NOW: string
export function madeUpOutcomes(count: number, seed?: number): Generator<Outcome>
