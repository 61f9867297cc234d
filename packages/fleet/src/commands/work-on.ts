import { identity, type LookOptions } from 'acclimate/fleet'
import { tokensFor } from '../credentials.ts'
import type { Engine } from '../engine/engine.ts'
import { type Handled, handleJob } from '../handle-job.ts'
import { type Job, nameOf } from '../job.ts'
import type { Limits } from '../limits.ts'
import type { Hand } from '../queue.ts'
import { openSlot } from '../worker/slot.ts'

/** What is told of each job that is over, or that is tried again. */
export type Told = (job: Job, handled: Handled, isLast: boolean) => void

/** Does the jobs of an engine until it is told to stop or, where that is asked for, none is left. Workers are gone in the end. */
export async function workOn(
  engine: Engine,
  how: { readonly slots: number; readonly limits: Limits; readonly options: LookOptions; readonly untilEmpty: boolean },
  stop: AbortSignal,
  told: Told,
): Promise<void> {
  const { limits, options } = how
  const handling = { store: engine.store, identity: identity(options), limits, options }
  const slots = Array.from({ length: how.slots }, () => openSlot(limits, { environment: tokensFor(process.env) }))
  const closeAll = (): void => slots.forEach((slot) => slot.close())
  // However this process ends, short of being killed: workers and copies go with it.
  process.once('exit', closeAll)
  const hands = slots.map((slot): Hand => async (job, isLast) => {
    const handled = await handleJob(job, slot, handling)
    if (stop.aborted && handled.kind === 'again') throw new Error('stopped')
    told(job, handled, isLast)
    if (handled.kind === 'kept') return
    if (isLast) await engine.store.keep([{ outcome: handled.failed }])
    throw new Error(`${handled.reason}: ${handled.detail} (${nameOf(job)})`)
  })
  try {
    await engine.queue.work(hands, { stop, empty: how.untilEmpty })
  } finally {
    closeAll()
    process.off('exit', closeAll)
  }
}
