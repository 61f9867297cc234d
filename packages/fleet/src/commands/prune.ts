import { openEngine } from '../engine/open.ts'
import type { Removed } from '../store/prune.ts'
import { NO_RETRYING, type PlaceFlags } from './flags.ts'

/** What stays is said by one of these or both; where neither is given, every outcome does. */
export interface PruneFlags extends PlaceFlags {
  readonly keep?: number
  readonly days?: number
}

/** More than any repository has. */
const ALL = 1_000_000_000
const DAY = 86_400_000

/** Removes what is no longer needed, and says how much that was. */
export async function runPrune({ keep = ALL, days, queue, file }: PruneFlags): Promise<number> {
  const since = days === undefined ? '' : new Date(Date.now() - days * DAY).toISOString()
  const engine = await openEngine(queue ?? file, NO_RETRYING)
  try {
    const { outcomes, traces } = await engine.store.prune({ newest: keep, since })
    process.stdout.write(`removed ${said(outcomes, 'outcomes')} and ${said(traces, 'traces')}\n`)
    return 0
  } finally {
    await engine.close()
  }
}

function said({ count, bytes }: Removed, what: string): string {
  return `${count} ${what} (${(bytes / 1e6).toFixed(1)} MB)`
}
