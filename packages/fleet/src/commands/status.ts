import { openEngine } from '../engine/open.ts'
import { NO_RETRYING, type PlaceFlags } from './flags.ts'
import { nameOf } from '../job.ts'
import { summaryOf } from './summary.ts'

/** Dead letters that are listed; how many more there are is said. */
const MOST_LISTED = 50

/** Says what waits, runs and was given up, with the reason, and what is kept. */
export async function runStatus({ queue, file }: PlaceFlags): Promise<number> {
  const engine = await openEngine(queue ?? file, NO_RETRYING)
  try {
    const { waiting, running, dead, paused } = await engine.queue.counts()
    const letters = dead === 0 ? [] : await engine.queue.dead()
    const lines = [
      `${waiting} waiting, ${running} running, ${dead} given up${paused ? '; paused' : ''}`,
      ...letters.slice(0, MOST_LISTED).map(({ job, why }) => `given up: ${nameOf(job)}: ${why}`),
      ...(letters.length > MOST_LISTED ? [`and ${letters.length - MOST_LISTED} more`] : []),
    ]
    process.stdout.write(`${lines.join('\n')}\n${await summaryOf(engine.store)}`)
    return 0
  } finally {
    await engine.close()
  }
}

/** Pauses a queue, resumes it, or removes what waits in it. */
export async function runSteering(what: 'pause' | 'resume' | 'drain', { queue, file }: PlaceFlags): Promise<number> {
  const engine = await openEngine(queue ?? file, NO_RETRYING)
  try {
    const removed = await engine.queue[what]()
    process.stdout.write(removed === undefined ? `${what}d\n` : `${removed} removed\n`)
    return 0
  } finally {
    await engine.close()
  }
}
