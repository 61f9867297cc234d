import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fleet, storedAt } from './engines.mjs'
import { makeRepositories } from './repositories.mjs'

const COUNT = 20
/** How many times as fast judging has to be. */
const LEAST = 5

/**
 * Sets the processor seconds of judging again against those of auditing, without fetching.
 * @param given a list, or how many repositories are made
 */
export async function judging(given = String(COUNT)) {
  const root = mkdtempSync(join(tmpdir(), 'acclimate-bench-fleet-'))
  const list = /^\d+$/.test(given) ? makeRepositories(join(root, 'repositories'), Number(given)) : given
  const where = ['--file', join(root, 'fleet.duckdb'), '--workers', '1', '--quiet']
  try {
    await fleet('run', list, ...where, '--as-of', '2026-11-20')
    const { stdout } = await fleet('judge', ...where, '--as-of', '2026-11-21')
    console.log(stdout.trim())
    tell(await storedAt(where[1], pairsIn))
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

/** Of each repository that was judged again, the seconds of its audit and of its judgement. */
async function pairsIn(store) {
  const seconds = new Map()
  for await (const { repository, result, figures } of store.outcomes({ every: true })) {
    if (result.kind === 'audited')
      seconds.set(repository, [...(seconds.get(repository) ?? []), figures.processorSeconds])
  }
  return [...seconds.values()].filter(({ length }) => length === 2)
}

function tell(pairs) {
  const times = pairs.map(([audited, judged]) => audited / judged).toSorted((a, b) => a - b)
  const sum = (place) => pairs.reduce((total, pair) => total + pair[place], 0)
  const at = (share) => times[Math.floor(share * (times.length - 1))].toFixed(1)
  const whole = sum(0) / sum(1)
  console.log(
    `audited in ${sum(0).toFixed(1)} s of processors, judged in ${sum(1).toFixed(1)} s: ${whole.toFixed(1)} times as fast`,
  )
  console.log(
    `of ${times.length} repositories: least ${at(0)}, a tenth below ${at(0.1)}, median ${at(0.5)}, most ${at(1)}`,
  )
  if (whole < LEAST) process.exitCode = 1
}
