/**
 * Measures how fleets run, on small made repositories or those of a list. PostgreSQL is the machine's, on 127.0.0.1:5432
 * without a password; Redis is started for it, so that it can be killed.
 */
import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { openEngine } from '../../packages/fleet/dist/index.js'
import { contentOf, FLEET, runWithFaults } from './faults.mjs'
import { makeRepositories } from './repositories.mjs'

const REPOSITORIES = 200
const REDIS_PORT = 6399
const DATABASE = 'acclimate_bench'
const POSTGRES = `postgres://postgres@127.0.0.1:5432/${DATABASE}`
const RETRYING = { attempts: 30, delay: 1, lease: 20 }
const FLAGS = ['--as-of', '2026-11-20', '--attempts', '30', '--retry-delay', '1', '--lease', '20', '--quiet']

const root = mkdtempSync(join(tmpdir(), 'acclimate-bench-fleet-'))
const [, , mode = 'speed', ...rest] = process.argv
const engines = {
  embedded: { where: () => ['--file', join(root, 'fleet.duckdb')], kinds: {}, stop: async () => {} },
  postgres: await postgres(),
  redis: redis(),
}
try {
  if (mode === 'faults') await faults(rest[0] ?? 'redis', Number(rest[1] ?? 200))
  else await speed(rest[0], Number(rest[1] ?? 40))
} finally {
  for (const engine of Object.values(engines)) await engine.stop()
  rmSync(root, { recursive: true, force: true })
}

async function faults(name, kills) {
  const list = makeRepositories(join(root, 'repositories'), REPOSITORIES)
  const file = join(root, 'undisturbed.duckdb')
  await fleet('run', list, '--file', file, ...FLAGS)
  const undisturbed = await contentAt(file)
  const { where, kinds } = engines[name]
  if (name !== 'embedded') await fleet('add', list, ...where(), ...FLAGS)
  const words = [...(name === 'embedded' ? ['run', list] : ['work', '--until-empty']), ...where(), ...FLAGS]
  const began = performance.now()
  const { counts, starts } = await runWithFaults({ words, kills, env: process.env, kinds })
  const seconds = (performance.now() - began) / 1000
  const content = await contentAt(where()[1])
  const different = undisturbed.filter((line, index) => content[index] !== line)
  console.log(`${name}: killed ${JSON.stringify(counts)}, started ${starts} times, ${seconds.toFixed(0)} s`)
  console.log(`${content.length} of ${REPOSITORIES} outcomes, ${different.length} differ from the undisturbed run`)
  for (const line of different.slice(0, 5))
    console.log(
      line,
      content.find((own) => own.startsWith(line.split(' ', 1)[0])),
    )
  if (different.length > 0 || content.length !== REPOSITORIES) process.exitCode = 1
}

async function speed(given, count) {
  const list = given ?? makeRepositories(join(root, 'repositories'), count)
  console.log('engine     workers  an hour  processor s  overhead  peak MB')
  for (const name of ['embedded', 'postgres', 'redis'])
    for (const workers of [1, 2, 4]) {
      const { where, reset } = engines[name]
      await reset?.()
      if (name === 'embedded') rmSync(where()[1], { force: true })
      const words = ['run', list, ...where(), ...FLAGS, '--workers', String(workers)]
      const began = performance.now()
      await fleet(...words)
      const seconds = (performance.now() - began) / 1000
      const figures = await figuresAt(where()[1])
      const sum = (key) => figures.reduce((total, own) => total + own[key], 0)
      // What the hands were not busy with jobs: taking them, keeping outcomes, starting and ending.
      const overhead = 1 - sum('seconds') / (seconds * workers)
      const peak = Math.max(...figures.map(({ peakMemory }) => peakMemory)) / 1e6
      console.log(
        `${name.padEnd(10)} ${String(workers).padEnd(8)} ${((figures.length / seconds) * 3600).toFixed(0).padEnd(8)} ${(
          sum('processorSeconds') / figures.length
        )
          .toFixed(2)
          .padEnd(12)} ${`${(overhead * 100).toFixed(1)} %`.padEnd(9)} ${peak.toFixed(0)}`,
      )
    }
}

function fleet(...words) {
  return promisify(execFile)(process.execPath, [FLEET, ...words])
}

async function contentAt(address) {
  const engine = await openEngine(address, RETRYING)
  const content = await contentOf(engine.store)
  await engine.close()
  return content
}

async function figuresAt(address) {
  const engine = await openEngine(address, RETRYING)
  const figures = []
  for await (const outcome of engine.store.outcomes()) figures.push(outcome.figures)
  await engine.close()
  return figures
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
    where: () => ['--queue', POSTGRES],
    kinds: { connections: () => administer(cut) },
    reset: () => administer(drop, `CREATE DATABASE ${DATABASE}`),
    stop: () => administer(drop),
  }
}

/** A server that writes each change to disk before it answers, and is started again where it has been killed. */
function redis() {
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
    where: () => ['--queue', `redis://127.0.0.1:${REDIS_PORT}`],
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
