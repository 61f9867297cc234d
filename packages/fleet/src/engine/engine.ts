import type { Queue } from '../queue.ts'
import type { Store } from '../store/store.ts'

/** Where a fleet's jobs and outcomes are. */
export interface Engine {
  readonly queue: Queue
  readonly store: Store
  readonly close: () => Promise<void>
}
