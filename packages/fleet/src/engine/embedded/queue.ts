import { setTimeout as delay } from 'node:timers/promises'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Job } from '../../job.ts'
import type { Hand, Queue, Retrying } from '../../queue.ts'
import { usageError } from '../../usage-error.ts'
import type { FleetFile } from './file.ts'

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

const ADD = `
INSERT INTO jobs (repository, revision, team, priority, state, attempts) VALUES ($1, $2, $3, $4, 'waiting', 0)
ON CONFLICT (repository, revision) DO UPDATE SET
  team = excluded.team, priority = excluded.priority, state = 'waiting', attempts = 0, detail = NULL`

/** What was in the way of a job before may be so still: those that were not tried yet come first. */
const OF_STATE = 'SELECT * FROM jobs WHERE state = $1 ORDER BY priority DESC, attempts, repository, revision'

/** The jobs of a fleet's file. Who takes them is this process, which has them in memory while it works. */
export function queueIn({ transact }: FleetFile, { attempts, delay: first }: Omit<Retrying, 'lease'>): Queue {
  const rowsOf = (state: State): Promise<readonly JobRow[]> =>
    transact((connection) => read(connection, OF_STATE, [state]))

  /** Tries a job once; gives it back where it is to be tried again. */
  async function tryOnce(row: JobRow, hand: Hand, stop: AbortSignal): Promise<Due | undefined> {
    const job = jobOf(row)
    const attempt = row.attempts + 1
    const isLast = attempt >= attempts
    try {
      await hand(job, isLast)
      await transact(async (connection) => {
        await connection.run('DELETE FROM jobs WHERE repository = $1 AND revision = $2', [job.repository, job.revision])
      })
    } catch (error) {
      if (stop.aborted) return undefined
      await note(job, isLast ? 'dead' : 'waiting', attempt, error instanceof Error ? error.message : String(error))
      const due = performance.now() + first * 2 ** (attempt - 1) * 1000
      if (!isLast) return { row: { ...row, attempts: attempt }, due }
    }
    return undefined
  }

  function note(job: Job, state: State, attempt: number, why: string): Promise<void> {
    return transact(async (connection) => {
      await connection.run(
        'UPDATE jobs SET state = $3, attempts = $4, detail = $5 WHERE repository = $1 AND revision = $2',
        [job.repository, job.revision, state, attempt, why],
      )
    })
  }

  return {
    add: (jobs) =>
      transact(async (connection) => {
        const before = await count(connection)
        for (const { repository, revision, team, priority } of jobs)
          await connection.run(ADD, [repository, revision, team ?? null, priority])
        return (await count(connection)) - before
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
      transact(async (connection) => {
        const before = await count(connection)
        await connection.run("DELETE FROM jobs WHERE state = 'waiting'")
        return before - (await count(connection))
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

async function count(connection: DuckDBConnection): Promise<number> {
  const [row] = await read<{ jobs: bigint }>(connection, 'SELECT count(*) AS jobs FROM jobs', [])
  return Number(row?.jobs ?? 0)
}

/** Rows are of the shape that the statement selects; the driver types any row as a record. */
async function read<Row>(connection: DuckDBConnection, sql: string, values: string[]): Promise<readonly Row[]> {
  return (await connection.runAndReadAll(sql, values)).getRowObjectsJS() as Row[]
}
