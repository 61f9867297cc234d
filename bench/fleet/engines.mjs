/** The engines that are measured. Servers are started for it, so that they can be killed and their work is their own. */
import { execFile, execFileSync } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { openEngine } from '../../packages/fleet/dist/index.js'
import { FLEET } from './faults.mjs'
import { processorSecondsBelow } from './processes.mjs'
import { freePort, keepRunning } from './server.mjs'

const DATABASE = 'acclimate_bench'
const RETRYING = { attempts: 30, delay: 1, lease: 20 }
export const FLAGS = ['--as-of', '2026-11-20', '--attempts', '30', '--retry-delay', '1', '--lease', '20', '--quiet']

const run = promisify(execFile)

/**
 * Each with nothing in it: `where` it is, what of it can be killed, how many processor seconds it has taken, how it is emptied
 * and how it goes away.
 */
export const ENGINES = {
  embedded: async (root) => ({
    where: ['--file', join(root, 'fleet.duckdb')],
    kinds: {},
    processorSeconds: () => 0,
    reset: async () => rmSync(join(root, 'fleet.duckdb'), { force: true }),
    stop: async () => {},
  }),
  postgres,
  redis,
}

export function fleet(...words) {
  return run(process.execPath, [FLEET, ...words], { maxBuffer: 1e9 })
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

/** A cluster of its own, which root may not run. */
async function postgres() {
  const folder = mkdtempSync(join(tmpdir(), 'acclimate-bench-postgres-'))
  const bin = execFileSync('pg_config', ['--bindir']).toString().trim()
  const owner = process.getuid() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {}
  if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid)
  const options = { ...owner, cwd: folder }
  await run(join(bin, 'initdb'), ['--pgdata', folder, '--username', 'postgres', '--auth', 'trust'], options)
  const port = await freePort()
  const address = `postgres://postgres@127.0.0.1:${port}`
  const administer = (...statements) => administerAt(`${address}/postgres`, statements)
  const settings = ['-p', port, '-k', folder, '-c', 'listen_addresses=127.0.0.1']
  const server = keepRunning(join(bin, 'postgres'), ['-D', folder, ...settings], { ...options, quit: 'SIGQUIT' })
  const drop = `DROP DATABASE IF EXISTS ${DATABASE} WITH (FORCE)`
  const reset = () => administer(drop, `CREATE DATABASE ${DATABASE}`)
  await untilDone(reset)
  const cut = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${DATABASE}'`
  return {
    where: ['--queue', `${address}/${DATABASE}`],
    kinds: { engine: server.kill, connections: () => administer(cut).catch(() => false) },
    processorSeconds: () => processorSecondsBelow(server.pid()),
    reset,
    async stop() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A server that writes each change to disk before it answers. */
async function redis(root) {
  const keeping = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', '']
  const port = await freePort()
  const server = keepRunning('redis-server', ['--port', port, ...keeping, '--dir', root])
  const ask = (...words) => run('redis-cli', ['-p', port, ...words])
  await untilDone(() => ask('ping'))
  return {
    where: ['--queue', `redis://127.0.0.1:${port}`],
    kinds: {
      engine: server.kill,
      connections: () =>
        ask('client', 'kill', 'type', 'normal').then(
          () => true,
          () => false,
        ),
    },
    processorSeconds: () => processorSecondsBelow(server.pid()),
    reset: () => ask('flushall'),
    stop: server.stop,
  }
}

function idOf(flag) {
  return Number(execFileSync('id', [flag, 'postgres']).toString())
}

/** Does what a server refuses until it has started; throws what it says after half a minute. */
async function untilDone(act) {
  for (let left = 150; ; left--) {
    try {
      return await act()
    } catch (error) {
      if (left === 0) throw error
      await delay(200)
    }
  }
}

/** Statements as the server's owner. */
async function administerAt(address, statements) {
  const client = new pg.Client(address)
  client.on('error', () => {})
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end().catch(() => {})
  }
  return true
}
