import { setTimeout as delay } from 'node:timers/promises'
import { type Job, nameOf } from '../../job.ts'
import type { Hand, Queue, Retrying } from '../../queue.ts'
import { usageError } from '../../usage-error.ts'
import type { FleetFile, Statements } from './file.ts'

/** One process does the jobs of a file, so that a job is in one of these states, or gone once it is done. */
type State = 'waiting' | 'dead'

interface JobRow {
  readonly repository: string
  readonly revision: string
  readonly team: string | null
  readonly priority: number
  readonly attempts: number
  readonly detail: string | null
}

/** A job that is tried again, and when: milliseconds as `performance.now` counts them. Others are done meanwhile. */
interface Due {
  readonly row: JobRow
  readonly due: number
}

/** Jobs that are added in one statement. */
const PORTION = 100
const COLUMNS = ['repository', 'revision', 'team', 'priority'] as const

const REMOVE = 'DELETE FROM jobs WHERE repository = $1 AND revision = $2'
const NOTE = 'UPDATE jobs SET state = $3, attempts = $4, detail = $5 WHERE repository = $1 AND revision = $2'

/** What was in the way of a job before may be so still: those that were not tried yet come first. */
const OF_STATE = 'SELECT * FROM jobs WHERE state = $1 ORDER BY priority DESC, attempts, repository, revision'

/** The jobs of a fleet's file. Who takes them is this process, which has them in memory while it works. */
export function queueIn({ transact, alone }: FleetFile, { attempts, delay: first }: Omit<Retrying, 'lease'>): Queue {
  const rowsOf = (state: State): Promise<readonly JobRow[]> => alone.rows(OF_STATE, [state])

  /** Tries a job once; gives it back where it is to be tried again. */
  async function tryOnce(row: JobRow, hand: Hand, stop: AbortSignal): Promise<Due | undefined> {
    const job = jobOf(row)
    const attempt = row.attempts + 1
    const isLast = attempt >= attempts
    try {
      await hand(job, isLast)
      await alone.run(REMOVE, [job.repository, job.revision])
    } catch (error) {
      if (stop.aborted) return undefined
      const why = error instanceof Error ? error.message : String(error)
      await alone.run(NOTE, [job.repository, job.revision, isLast ? 'dead' : 'waiting', attempt, why])
      const due = performance.now() + first * 2 ** (attempt - 1) * 1000
      if (!isLast) return { row: { ...row, attempts: attempt }, due }
    }
    return undefined
  }

  return {
    add: (jobs) =>
      transact(async (statements) => {
        const before = await count(statements)
        const once = [...new Map(jobs.map((job) => [nameOf(job), job])).values()]
        for (let at = 0; at < once.length; at += PORTION) await addPortion(statements, once.slice(at, at + PORTION))
        return (await count(statements)) - before
      }),
    async work(hands, { stop }) {
      const fresh = (await rowsOf('waiting')).toReversed()
      const again: Due[] = []
      const take = (): Due | undefined => {
        again.sort((left, right) => left.due - right.due)
        const row = again[0] === undefined || again[0].due > performance.now() ? fresh.pop() : undefined
        return row === undefined ? again.shift() : { row, due: 0 }
      }
      await Promise.all(
        hands.map(async (hand) => {
          for (let next = take(); next && !stop.aborted; next = take()) {
            const wait = next.due - performance.now()
            if (wait > 0) await delay(wait, undefined, { signal: stop }).catch(() => {})
            const back = stop.aborted ? undefined : await tryOnce(next.row, hand, stop)
            if (back) again.push(back)
          }
        }),
      )
    },
    async counts() {
      const [waiting, dead] = [await rowsOf('waiting'), await rowsOf('dead')]
      return { waiting: waiting.length, running: 0, dead: dead.length, paused: false }
    },
    dead: async () => (await rowsOf('dead')).map((row) => ({ job: jobOf(row), why: row.detail ?? '' })),
    pause: () => unneeded('pause'),
    resume: () => unneeded('resume'),
    drain: () =>
      transact(async (statements) => {
        const before = await count(statements)
        await statements.run("DELETE FROM jobs WHERE state = 'waiting'")
        return before - (await count(statements))
      }),
  }
}

async function unneeded(what: string): Promise<never> {
  throw usageError(
    `${what} is for a queue that others work on: a run of a file is stopped by Ctrl-C, and goes on when it is started again`,
  )
}

function jobOf({ repository, revision, team, priority }: JobRow): Job {
  return { repository, revision, ...(team === null ? {} : { team }), priority }
}

async function addPortion({ run }: Statements, jobs: readonly Job[]): Promise<void> {
  const rows = jobs.map((_, row) => {
    const places = COLUMNS.map((_column, column) => `$${row * COLUMNS.length + column + 1}`)
    return `(${places.join(', ')}, 'waiting', 0)`
  })
  const values = jobs.flatMap(({ repository, revision, team, priority }) => [
    repository,
    revision,
    team ?? null,
    priority,
  ])
  await run(
    `INSERT INTO jobs (${COLUMNS.join(', ')}, state, attempts) VALUES ${rows.join(', ')}
ON CONFLICT (repository, revision) DO UPDATE SET
  team = excluded.team, priority = excluded.priority, state = 'waiting', attempts = 0, detail = NULL`,
    values,
  )
}

async function count({ rows }: Statements): Promise<number> {
  const [row] = await rows<{ jobs: bigint }>('SELECT count(*) AS jobs FROM jobs')
  return Number(row?.jobs ?? 0)
}
