import PgBoss from 'pg-boss'
import { Pool } from 'pg'
import type { Retrying } from '../../queue.ts'
import { usageError } from '../../usage-error.ts'
import type { Engine } from '../engine.ts'
import { DEAD, NAME, queueIn } from './queue.ts'
import { storeIn } from './store.ts'
import { QUEUE_SCHEMA, SCHEMA, TABLES } from './tables.ts'

/** Seconds between two looks for jobs whose worker is gone. */
const MAINTENANCE = 30

/** A process of many workers needs few connections: each is used for milliseconds a job. */
const CONNECTIONS = 10

/** A fleet in PostgreSQL: jobs in pg-boss, outcomes in tables beside it. */
export async function openPostgres(address: string, retrying: Retrying): Promise<Engine> {
  const pool = new Pool({ connectionString: address, max: CONNECTIONS, options: `-c search_path=${SCHEMA}` })
  const boss = new PgBoss({
    connectionString: address,
    schema: QUEUE_SCHEMA,
    maintenanceIntervalSeconds: Math.min(MAINTENANCE, retrying.lease),
    application_name: 'acclimate-fleet',
  })
  // Connections break; what was asked over them is asked again, and what is idle is opened again.
  pool.on('error', () => {})
  boss.on('error', () => {})
  try {
    await pool.query(TABLES)
    await boss.start()
    await boss.createQueue(DEAD)
    await boss.createQueue(NAME, { name: NAME, policy: 'short', deadLetter: DEAD })
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => {})
    await pool.end()
    throw usageError(`PostgreSQL cannot be used: ${error instanceof Error ? error.message : String(error)}`)
  }
  const close = async (): Promise<void> => {
    // Hands are done by now; that their jobs are is still being said.
    await boss.stop({ graceful: true })
    await pool.end()
  }
  return { queue: queueIn(boss, pool, retrying), store: { ...storeIn(pool), close }, close }
}
