import { createHash } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { Pool } from 'pg'
import type PgBoss from 'pg-boss'
import { type Job, nameOf } from '../../job.ts'
import type { Hand, Queue, Retrying } from '../../queue.ts'
import { QUEUE_SCHEMA } from './tables.ts'

export const NAME = 'audits'
export const DEAD = 'audits-dead'

/** Seconds between two looks for jobs where there were none; after a job the next one is taken at once. */
const POLL = 1
/** Milliseconds between two looks at whether the queue is paused or empty. */
const LOOK = 500
/** Jobs that are added in one statement. */
const PORTION = 1000

const PAUSE = `INSERT INTO settings VALUES ('paused', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value`
const PAUSED = "SELECT value = 'yes' AS paused FROM settings WHERE name = 'paused'"
const LETTERS = `SELECT data, output FROM ${QUEUE_SCHEMA}.job WHERE name = $1 ORDER BY created_on, id`
const WAITING = `SELECT singleton_key FROM ${QUEUE_SCHEMA}.job WHERE name = $1 AND state < 'active' AND singleton_key = ANY($2)`
const DRAIN = `DELETE FROM ${QUEUE_SCHEMA}.job WHERE name = $1 AND state < 'active'`

/** Jobs in pg-boss: it leases, retries, waits and buries. */
export function queueIn(boss: PgBoss, pool: Pool, retrying: Retrying): Queue {
  const isPaused = async (): Promise<boolean> => (await pool.query(PAUSED)).rows[0]?.paused === true
  const waiting = (): Promise<number> => boss.getQueueSize(NAME, { before: 'active' })
  const unfinished = (): Promise<number> => boss.getQueueSize(NAME, { before: 'completed' })

  /** Has every hand take jobs until the promise that it gives is called for. */
  async function take(hands: readonly Hand[]): Promise<() => Promise<void>> {
    const ids = await Promise.all(hands.map((hand) => takeWith(hand)))
    return async () => void (await Promise.all(ids.map((id) => boss.offWork({ id }))))
  }

  async function takeWith(hand: Hand): Promise<string> {
    const options = { batchSize: 1, pollingIntervalSeconds: POLL, includeMetadata: true as const }
    const id: string = await boss.work<Job>(NAME, options, async ([taken]) => {
      try {
        if (taken) await hand(taken.data, taken.retryCount >= taken.retryLimit)
      } finally {
        boss.notifyWorker(id)
      }
    })
    return id
  }

  return {
    async add(jobs) {
      let added = 0
      for (let at = 0; at < jobs.length; at += PORTION) {
        const portion = new Map(jobs.slice(at, at + PORTION).map((job) => [keyOf(job), job]))
        const { rows } = await pool.query<{ singleton_key: string }>(WAITING, [NAME, [...portion.keys()]])
        for (const { singleton_key } of rows) portion.delete(singleton_key)
        added += portion.size
        await boss.insert([...portion].map(([singletonKey, job]) => insertOf(job, singletonKey, retrying)))
      }
      return added
    },
    async work(hands, { stop, empty }) {
      const still = new Set<Promise<void>>()
      const busy = hands.map((hand): Hand => (job, isLast) => {
        const done = hand(job, isLast)
        const settled = done.catch(() => {}).finally(() => still.delete(settled))
        still.add(settled)
        return done
      })
      let leave: (() => Promise<void>) | undefined
      while (!stop.aborted) {
        // Where the engine cannot be asked, that may pass.
        const paused = await isPaused().catch(() => undefined)
        if (paused === false && leave === undefined) leave = await take(busy).catch(() => undefined)
        if (paused === true && leave !== undefined) {
          await leave()
          leave = undefined
        }
        if (empty && still.size === 0 && (await unfinished().catch(() => 1)) === 0) break
        await delay(LOOK, undefined, { signal: stop }).catch(() => {})
      }
      await leave?.()
      // What was asked for when the hands left may come yet.
      do {
        await Promise.all(still)
        await delay(LOOK)
      } while (still.size > 0)
    },
    async counts() {
      const [ready, all, dead] = [await waiting(), await unfinished(), await boss.getQueueSize(DEAD)]
      return { waiting: ready, running: all - ready, dead, paused: await isPaused() }
    },
    async dead() {
      const { rows } = await pool.query<{ data: Job; output: { message?: string } | null }>(LETTERS, [DEAD])
      return rows.map(({ data, output }) => ({ job: data, why: output?.message ?? '' }))
    },
    pause: async () => void (await pool.query(PAUSE, ['yes'])),
    resume: async () => void (await pool.query(PAUSE, ['no'])),
    drain: async () => (await pool.query(DRAIN, [NAME])).rowCount ?? 0,
  }
}

/** What a job is told by from those that wait. */
function keyOf(job: Job): string {
  return createHash('sha256').update(nameOf(job)).digest('hex')
}

function insertOf(
  job: Job,
  singletonKey: string,
  { attempts, delay: retryDelay, lease }: Retrying,
): PgBoss.JobInsert<Job> {
  return {
    name: NAME,
    data: job,
    priority: job.priority,
    singletonKey,
    retryLimit: attempts - 1,
    retryDelay,
    retryBackoff: true,
    expireInSeconds: lease,
    deadLetter: DEAD,
  }
}
