import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { FLEET } from '../../bench/fleet/faults.mjs'
import { makeRepositories } from '../../bench/fleet/repositories.mjs'
import { PLACES } from './engines.ts'

const root = mkdtempSync(join(tmpdir(), 'acclimate-work-'))
const few = makeRepositories(join(root, 'few'), 2)
const many = makeRepositories(join(root, 'many'), 24)
afterAll(() => rmSync(root, { recursive: true }))

/** Longer than an engine takes to see that there is a job. */
const A_WHILE = 1500
const PATIENCE = { timeout: 60_000, interval: 100 }

const QUEUES = Object.entries(PLACES).filter(([name]) => name !== 'embedded')

describe.each(QUEUES)('work on a queue: %s', (_, makePlace) => {
  test('is paused, resumed, measured, drained, and stopped by SIGTERM without a job being lost', async () => {
    const { address, remove } = await makePlace()
    onTestFinished(remove)
    const ask = async (...words: readonly string[]) =>
      (await promisify(execFile)(process.execPath, [FLEET, ...words, '--queue', address])).stdout
    expect(await ask('add', few)).toBe('2 added\n')
    expect(await ask('pause')).toBe('paused\n')
    expect(await ask('status')).toContain('2 waiting, 0 running, 0 given up; paused\n0 repositories\n')

    const worker = await working(address)
    await delay(A_WHILE)
    expect(await worker.measured('acclimate_fleet_jobs{state="paused"}')).toBe(1)
    expect(await worker.measured('acclimate_fleet_jobs{state="waiting"}')).toBe(2)
    expect(await ask('resume')).toBe('resumed\n')
    await expect.poll(() => worker.measured('acclimate_fleet_outcomes_total{result="audited"}'), PATIENCE).toBe(2)
    expect(await worker.measured('acclimate_fleet_seconds_count')).toBe(2)
    expect(await worker.measured('acclimate_fleet_jobs{state="paused"}')).toBe(0)

    await ask('pause')
    expect(await ask('add', few)).toBe('2 added\n')
    expect(await ask('drain')).toBe('2 removed\n')
    expect(await ask('drain')).toBe('0 removed\n')
    await ask('resume')

    expect(await ask('add', many)).toBe('24 added\n')
    await expect
      .poll(() => worker.measured('acclimate_fleet_outcomes_total{result="audited"}'), PATIENCE)
      .toBeGreaterThan(3)
    worker.stop()
    expect(await worker.ended).toEqual([0, null])
    const left = await ask('status')
    expect(left).toMatch(/^[1-9]\d* waiting, 0 running, 0 given up\n\d+ repositories\n/)
    const [waiting = 0, , , outcomes = 0] = (left.match(/\d+/g) ?? []).map(Number)
    expect(waiting + outcomes).toBe(24 + 2)
  }, 240_000)
})

/** A process that works on a queue and is ready, and what it says of itself. */
async function working(address: string) {
  const port = await freePort()
  const words = ['work', '--queue', address, '--workers', '2', '--metrics-port', String(port), '--quiet']
  const child = spawn(process.execPath, [FLEET, ...words], { stdio: 'ignore' })
  onTestFinished(() => void child.kill('SIGKILL'))
  const ended = once(child, 'exit')
  const at = (path: string) => fetch(`http://127.0.0.1:${port}${path}`)
  const isOk = (path: string) =>
    at(path).then(
      ({ ok }) => ok,
      () => false,
    )
  await expect.poll(() => isOk('/readyz'), PATIENCE).toBe(true)
  expect(await isOk('/healthz')).toBe(true)
  return {
    ended,
    stop: () => child.kill('SIGTERM'),
    /** The number behind a name; 0 where there is none yet. */
    async measured(name: string) {
      const lines = (await (await at('/metrics')).text()).split('\n')
      return Number(lines.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1) ?? 0)
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address ? address.port : 0
}
