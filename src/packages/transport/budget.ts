import type { Limits } from '../limits.ts'
import { Refusal } from '../refusal.ts'

/** What is left of a run's time and bytes. */
export interface Budget {
  /** Fires when the time is up. */
  readonly signal: AbortSignal
  /** Counts bytes. @throws {Refusal} when there are too many, or no time is left */
  readonly spend: (bytes: number) => void
}

export function budgetOf({ totalTime, totalBytes }: Limits): Budget {
  const signal = AbortSignal.timeout(totalTime)
  let bytes = 0
  return {
    signal,
    spend(more) {
      bytes += more
      if (signal.aborted) throw new Refusal(`asking is over: it has taken ${totalTime / 1_000} seconds`)
      if (bytes > totalBytes) throw new Refusal(`asking is over: ${totalBytes} bytes have been received`)
    },
  }
}
