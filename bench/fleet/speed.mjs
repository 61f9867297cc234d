import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ENGINES, FLAGS, fleet, storedAt } from './engines.mjs'
import { makeRepositories } from './repositories.mjs'

const COUNT = 40

/**
 * Repositories an hour, processor seconds and memory of each engine.
 * @param given a list, or how many repositories are made
 */
export async function speed(given = String(COUNT)) {
  const root = mkdtempSync(join(tmpdir(), 'acclimate-bench-fleet-'))
  const list = /^\d+$/.test(given) ? makeRepositories(join(root, 'repositories'), Number(given)) : given
  console.log('engine     workers  an hour  processor s  overhead  peak MB')
  for (const [name, open] of Object.entries(ENGINES)) {
    const engine = await open(root)
    try {
      for (const workers of [1, 2, 4]) {
        await engine.reset()
        console.log(`${name.padEnd(10)} ${String(workers).padEnd(8)} ${await measured(list, engine.where, workers)}`)
      }
    } finally {
      await engine.stop()
    }
  }
  rmSync(root, { recursive: true, force: true })
}

async function measured(list, where, workers) {
  const began = performance.now()
  await fleet('run', list, ...where, ...FLAGS, '--workers', String(workers))
  const seconds = (performance.now() - began) / 1000
  const figures = await storedAt(where[1], async (store) => {
    const found = []
    for await (const outcome of store.outcomes()) found.push(outcome.figures)
    return found
  })
  const sum = (key) => figures.reduce((total, own) => total + own[key], 0)
  // What the workers were not busy with jobs: taking them, keeping outcomes, starting and ending.
  const overhead = 100 * (1 - sum('seconds') / (seconds * workers))
  const peak = Math.max(...figures.map(({ peakMemory }) => peakMemory)) / 1e6
  const columns = [
    ((figures.length / seconds) * 3600).toFixed(0).padEnd(8),
    (sum('processorSeconds') / figures.length).toFixed(2).padEnd(12),
    `${overhead.toFixed(1)} %`.padEnd(9),
    peak.toFixed(0),
  ]
  return columns.join(' ')
}
