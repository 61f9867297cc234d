import { createHash } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { type Queue as Bull, type ConnectionOptions, Worker } from 'bullmq'
import { type Job, nameOf } from '../../job.ts'
import type { Hand, Queue, Retrying } from '../../queue.ts'

export const NAME = 'audits'
export const PREFIX = 'acclimate-fleet'

/** Milliseconds between two looks at whether the queue is empty. */
const LOOK = 500
/** Jobs that are added at a time. */
const PORTION = 1000
/** A worker machine that is gone costs no attempt; whoever is this often the one whose worker goes is the cause of it. */
const MOST_LOST = 50
/** Priorities of BullMQ count from the other end. */
const LOWEST = 1_000_000

/** Jobs in BullMQ: it leases, retries, waits and buries. */
export function queueIn(
  bull: Bull<Job>,
  connection: ConnectionOptions,
  { attempts, delay: first, lease }: Retrying,
): Queue {
  const workerFor = (hand: Hand): Worker<Job> =>
    new Worker<Job>(NAME, ({ data, attemptsMade, opts }) => hand(data, attemptsMade + 1 >= (opts.attempts ?? 1)), {
      connection,
      prefix: PREFIX,
      lockDuration: lease * 1000,
      stalledInterval: Math.min(lease * 1000, 30_000),
      maxStalledCount: MOST_LOST,
    })
  return {
    async add(jobs) {
      let added = 0
      for (let at = 0; at < jobs.length; at += PORTION) {
        const portion = new Map(jobs.slice(at, at + PORTION).map((job) => [idOf(job), job]))
        // Counted before they are added: whoever works takes them away meanwhile.
        const isNew = await Promise.all([...portion.keys()].map((id) => makeRoom(bull, id)))
        added += isNew.filter(Boolean).length
        await bull.addBulk(
          [...portion].map(([jobId, job]) => ({
            name: 'audit',
            data: job,
            opts: {
              jobId,
              attempts,
              backoff: { type: 'exponential', delay: first * 1000 },
              priority: LOWEST - job.priority,
              removeOnComplete: true,
            },
          })),
        )
      }
      return added
    },
    async work(hands, { stop, empty }) {
      const workers = hands.map(workerFor)
      // Connections break, and are made again.
      for (const worker of workers) worker.on('error', () => {})
      while (!stop.aborted) {
        if (empty && (await unfinished(bull).catch(() => 1)) === 0) break
        await delay(LOOK, undefined, { signal: stop }).catch(() => {})
      }
      await Promise.all(workers.map((worker) => worker.close()))
    },
    async counts() {
      const [all, running, dead] = [await unfinished(bull), await bull.getActiveCount(), await bull.getFailedCount()]
      return { waiting: all - running, running, dead, paused: await bull.isPaused() }
    },
    async dead() {
      return (await bull.getFailed()).map(({ data, failedReason }) => ({ job: data, why: failedReason ?? '' }))
    },
    pause: () => bull.pause(),
    resume: () => bull.resume(),
    async drain() {
      const { waiting } = await this.counts()
      await bull.drain(true)
      return waiting
    },
  }
}

function unfinished(bull: Bull<Job>): Promise<number> {
  return bull.getJobCountByTypes('waiting', 'prioritized', 'delayed', 'active')
}

/** Whether a job would be new; one that was given up is removed, so that it is tried again when it is added again. */
async function makeRoom(bull: Bull<Job>, id: string): Promise<boolean> {
  const job = await bull.getJob(id)
  if (!job) return true
  if (!(await job.isFailed())) return false
  await job.remove()
  return true
}

function idOf(job: Job): string {
  return createHash('sha256').update(nameOf(job)).digest('hex')
}
