/**
 * The engines that are measured. PostgreSQL is the machine's, on 127.0.0.1:5432 without a password; Redis is started for it,
 * so that it can be killed.
 */
import { execFile, spawn } from 'node:child_process'
import { join } from 'node:path'
import { rmSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { openEngine } from '../../packages/fleet/dist/index.js'
import { FLEET } from './faults.mjs'

const REDIS_PORT = 6399
const DATABASE = 'acclimate_bench'
const POSTGRES = `postgres://postgres@127.0.0.1:5432/${DATABASE}`
const RETRYING = { attempts: 30, delay: 1, lease: 20 }
export const FLAGS = ['--as-of', '2026-11-20', '--attempts', '30', '--retry-delay', '1', '--lease', '20', '--quiet']

/** Each with nothing in it: `where` it is, what of it can be killed, how it is emptied and how it goes away. */
export const ENGINES = {
  embedded: (root) => ({
    where: ['--file', join(root, 'fleet.duckdb')],
    kinds: {},
    reset: async () => rmSync(join(root, 'fleet.duckdb'), { force: true }),
    stop: async () => {},
  }),
  postgres,
  redis,
}

export function fleet(...words) {
  return promisify(execFile)(process.execPath, [FLEET, ...words])
}

/** What a function makes of all that is kept. */
export async function storedAt(address, read) {
  const engine = await openEngine(address, RETRYING)
  try {
    return await read(engine.store)
  } finally {
    await engine.close()
  }
}

async function postgres() {
  const administer = async (...statements) => {
    const client = new pg.Client('postgres://postgres@127.0.0.1:5432/postgres')
    client.on('error', () => {})
    await client.connect()
    for (const statement of statements) await client.query(statement)
    await client.end()
    return true
  }
  const drop = `DROP DATABASE IF EXISTS ${DATABASE} WITH (FORCE)`
  await administer(drop, `CREATE DATABASE ${DATABASE}`)
  const cut = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${DATABASE}'`
  return {
    where: ['--queue', POSTGRES],
    kinds: { connections: () => administer(cut) },
    reset: () => administer(drop, `CREATE DATABASE ${DATABASE}`),
    stop: () => administer(drop),
  }
}

/** A server that writes each change to disk before it answers, and is started again where it has been killed. */
async function redis(root) {
  const words = [
    '--port',
    String(REDIS_PORT),
    '--appendonly',
    'yes',
    '--appendfsync',
    'always',
    '--save',
    '',
    '--dir',
    root,
  ]
  const start = () => spawn('redis-server', words, { stdio: 'ignore' })
  let server = start()
  return {
    where: ['--queue', `redis://127.0.0.1:${REDIS_PORT}`],
    kinds: {
      async engine() {
        server.kill('SIGKILL')
        await delay(200)
        server = start()
        return true
      },
    },
    reset: () => promisify(execFile)('redis-cli', ['-p', String(REDIS_PORT), 'flushall']),
    stop: async () => void server.kill('SIGKILL'),
  }
}
