import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contentOf, FLEET, runWithFaults } from '../../bench/fleet/faults.mjs'
import { makeRepositories } from '../../bench/fleet/repositories.mjs'
import type { Engine } from '../../packages/fleet/src/engine/engine.ts'
import { openEngine } from '../../packages/fleet/src/engine/open.ts'
import type { Counts } from '../../packages/fleet/src/queue.ts'
import { PLACES } from './engines.ts'

const COUNT = 12
/** So many that every kind comes, and each repository has time to be audited meanwhile. */
const KILLS = 6
const RETRYING = { attempts: 20, delay: 1, lease: 5 }
const FLAGS = ['--as-of', '2026-11-20', '--workers', '2', '--attempts', '20', '--retry-delay', '1', '--lease', '5']

const root = mkdtempSync(join(tmpdir(), 'acclimate-faults-'))
const temporary = mkdtempSync(join(tmpdir(), 'acclimate-faults-tmp-'))
const env = { ...process.env, TMPDIR: temporary }
let list: string
let undisturbed: Awaited<ReturnType<typeof contentOf>>

beforeAll(async () => {
  list = makeRepositories(root, COUNT)
  const file = join(root, 'undisturbed.duckdb')
  await fleet('run', list, '--file', file, ...FLAGS)
  undisturbed = await contentAt(file)
}, 180_000)
afterAll(() => {
  for (const folder of [root, temporary]) rmSync(folder, { recursive: true })
})

test('an undisturbed run leaves nothing behind', () => {
  expect(undisturbed).toHaveLength(COUNT)
  expect(readdirSync(temporary)).toEqual([])
})

test.each(Object.entries(PLACES))(
  'what is killed at random changes no outcome: %s',
  async (name, makePlace) => {
    const place = await makePlace()
    try {
      const where = name === 'embedded' ? ['--file', place.address] : ['--queue', place.address]
      if (name !== 'embedded') await fleet('add', list, ...where, ...FLAGS)
      const words = [...(name === 'embedded' ? ['run', list] : ['work', '--until-empty']), ...where, ...FLAGS]
      const kinds = place.cut === undefined ? {} : { connections: place.cut }
      const { counts } = await runWithFaults({ words, kills: KILLS, env, kinds })
      // Each in its turn, while there is a worker: what is cut short is work, not a start.
      expect(counts).toEqual(place.cut ? { worker: 2, process: 2, connections: 2 } : { worker: 3, process: 3 })
      expect(await contentAt(place.address)).toEqual(undisturbed)
      expect(await countsAt(place.address)).toEqual({ waiting: 0, running: 0, dead: 0, paused: false })
    } finally {
      await place.remove()
    }
  },
  180_000,
)

function fleet(...words: readonly string[]): Promise<unknown> {
  return promisify(execFile)(process.execPath, [FLEET, ...words], { env })
}

function contentAt(address: string): ReturnType<typeof contentOf> {
  return askedAt(address, ({ store }) => contentOf(store))
}

function countsAt(address: string): Promise<Counts> {
  return askedAt(address, ({ queue }) => queue.counts())
}

async function askedAt<Result>(address: string, ask: (engine: Engine) => Promise<Result>): Promise<Result> {
  const engine = await openEngine(address, RETRYING)
  try {
    return await ask(engine)
  } finally {
    await engine.close()
  }
}
