import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { Client } from 'pg'

/** Where an engine of its own is for one test file, and how it goes away. */
export interface Place {
  readonly address: string
  readonly remove: () => Promise<void>
  /** Breaks every connection that others have with it. */
  readonly cut?: () => Promise<boolean>
}

/** The three engines, each with nothing in it. PostgreSQL and Redis are the machine's, started by .ci/run. */
export const PLACES: Readonly<Record<string, () => Promise<Place>>> = {
  embedded: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'acclimate-fleet-test-'))
    return { address: join(folder, 'fleet.duckdb'), remove: async () => rmSync(folder, { recursive: true }) }
  },
  postgres: async () => {
    const name = `acclimate_test_${randomUUID().replaceAll('-', '')}`
    await administer(`CREATE DATABASE ${name}`)
    return {
      address: `postgres://postgres@127.0.0.1:5432/${name}`,
      remove: async () => void (await administer(`DROP DATABASE ${name} WITH (FORCE)`)),
      cut: () => administer(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`),
    }
  },
  redis: async () => {
    const redis = new Redis('redis://127.0.0.1:6379')
    // A database that nobody has anything in; two test files at once take different ones.
    for (let database = 15; database > 0; database--) {
      await redis.select(database)
      if ((await redis.dbsize()) === 0 && (await redis.setnx('acclimate-fleet-test', '')) === 1) {
        await redis.expire('acclimate-fleet-test', 600)
        redis.disconnect()
        const address = `redis://127.0.0.1:6379/${database}`
        return { address, remove: () => flush(database), cut: () => cutRedis(database) }
      }
    }
    redis.disconnect()
    throw new Error('every database of this Redis is taken')
  },
}

async function administer(statement: string): Promise<true> {
  const client = new Client('postgres://postgres@127.0.0.1:5432/postgres')
  await client.connect()
  await client.query(statement)
  await client.end()
  return true
}

/** Others may have connections with other databases of the machine's Redis. */
async function cutRedis(database: number): Promise<true> {
  const redis = new Redis('redis://127.0.0.1:6379')
  for (const line of String(await redis.client('LIST')).split('\n')) {
    const [, id] = new RegExp(`^id=(\\d+) .* db=${database} `).exec(line) ?? []
    if (id !== undefined) await redis.client('KILL', 'ID', id)
  }
  redis.disconnect()
  return true
}

async function flush(database: number): Promise<void> {
  const redis = new Redis(`redis://127.0.0.1:6379/${database}`)
  await redis.flushdb()
  redis.disconnect()
}
