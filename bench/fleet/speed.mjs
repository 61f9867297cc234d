import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { ENGINES, FLAGS, storedAt } from './engines.mjs'
import { FLEET } from './faults.mjs'
import { processorSecondsBelow, processorSecondsOf } from './processes.mjs'
import { makeRepositories } from './repositories.mjs'

const COUNT = 40
const WORKERS = [1, 2, 4]
/** Milliseconds between two looks at what a fleet has taken. */
const LOOK = 100
const COLUMNS = ['engine', 'workers', 'an hour', 's each', 'work', 'fleet', 'engine', 'overhead', 'peak MB', 'audited']

/**
 * Repositories an hour, processor seconds and memory of each engine, the embedded one first. `s each` are processor seconds of
 * a repository, fetching and all else included; `work` those of the workers, `fleet` those of the process that has them, with
 * its share of queue and store, `engine` those of the server; `overhead` is what the latter two are of the first.
 *
 * @param given a list, or how many repositories are made
 * @param only engines, and numbers of workers; all of them where none is named
 */
export async function speed(given = String(COUNT), only = []) {
  const root = mkdtempSync(join(tmpdir(), 'acclimate-bench-fleet-'))
  const list = /^\d+$/.test(given) ? makeRepositories(join(root, 'repositories'), Number(given)) : given
  console.log(lineOf(COLUMNS))
  try {
    for (const [name, open] of chosenOf(Object.entries(ENGINES), ([own]) => own, only)) {
      const engine = await open(root)
      try {
        for (const workers of chosenOf(WORKERS, String, only)) {
          await engine.reset()
          console.log(lineOf([name, workers, ...(await measured(list, engine, workers))]))
        }
      } finally {
        await engine.stop()
      }
    }
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

/** Those that are named; all where none of them is. */
function chosenOf(all, nameOf, only) {
  const chosen = all.filter((one) => only.includes(nameOf(one)))
  return chosen.length === 0 ? all : chosen
}

async function measured(list, { where, processorSeconds }, workers) {
  const began = performance.now()
  const before = { engine: processorSeconds(), below: processorSecondsBelow(process.pid) }
  const own = await ownSecondsOf(['run', list, ...where, ...FLAGS, '--workers', String(workers)])
  const seconds = (performance.now() - began) / 1000
  const engine = processorSeconds() - before.engine
  const work = processorSecondsBelow(process.pid) - before.below - own - engine
  const outcomes = await storedAt(where[1], async (store) => {
    const found = []
    for await (const outcome of store.outcomes()) found.push(outcome)
    return found
  })
  const count = outcomes.length
  const peak = Math.max(...outcomes.map(({ figures }) => figures.peakMemory)) / 1e6
  return [
    ((count / seconds) * 3600).toFixed(0),
    ((work + own + engine) / count).toFixed(2),
    work.toFixed(1),
    own.toFixed(1),
    engine.toFixed(1),
    `${((100 * (own + engine)) / work).toFixed(1)} %`,
    peak.toFixed(0),
    outcomes.filter(({ result }) => result.kind === 'audited').length,
  ]
}

/** Runs a fleet; gives the processor seconds of its own process, without those of its workers. */
async function ownSecondsOf(words) {
  const fleet = spawn(process.execPath, [FLEET, ...words], { stdio: ['ignore', 'ignore', 'inherit'] })
  const ended = once(fleet, 'exit')
  let own = 0
  while (fleet.exitCode === null && fleet.signalCode === null) {
    // Once it has ended there is nothing to look at any more.
    own = Math.max(own, processorSecondsOf(fleet.pid).own)
    await Promise.race([delay(LOOK), ended])
  }
  const [code] = await ended
  if (code !== 0) throw new Error(`the fleet ended with ${code}`)
  return own
}

function lineOf(cells) {
  return cells
    .map((cell) => String(cell).padEnd(10))
    .join('')
    .trimEnd()
}
