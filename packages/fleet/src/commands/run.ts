import { openEngine } from '../engine/open.ts'
import type { Engine } from '../engine/engine.ts'
import { nameOf } from '../job.ts'
import type { WorkingFlags } from './flags.ts'
import { lookOptionsOf, limitsOf, retryingOf } from './flags.ts'
import { namedJobs } from './named-jobs.ts'
import { progressOf } from './progress.ts'
import { stopping } from './stopping.ts'
import { summaryOf } from './summary.ts'
import { workOn } from './work-on.ts'

/**
 * Audits all that the inputs name. What an earlier run has left is finished first, without the inputs being added again: so
 * a run that was stopped goes on, and one that was over begins anew, which takes what has not changed from what is kept.
 */
export async function runRun(inputs: readonly string[], flags: WorkingFlags): Promise<number> {
  const jobs = await namedJobs(inputs, flags.api)
  const engine = await openEngine(flags.queue ?? flags.file, retryingOf(flags))
  try {
    return await runOn(engine, jobs, flags)
  } finally {
    await engine.close()
  }
}

async function runOn(
  engine: Engine,
  jobs: Parameters<Engine['queue']['add']>[0],
  flags: WorkingFlags,
): Promise<number> {
  const left = (await engine.queue.counts()).waiting
  // A file takes all jobs at once, a queue in portions, of which some may be missing.
  if (left === 0 || flags.queue !== undefined) await engine.queue.add(jobs)
  else if (flags.quiet !== true) process.stderr.write(`going on with ${left} that an earlier run has left\n`)
  const { waiting } = await engine.queue.counts()
  const progress = progressOf(waiting, flags.quiet === true)
  const stop = stopping(flags.quiet === true)
  const how = { slots: flags.workers, limits: limitsOf(flags), options: lookOptionsOf(flags), untilEmpty: true }
  try {
    await workOn(engine, how, stop.signal, (job, handled, isLast) => {
      if (handled.kind === 'again' && !isLast) return
      const { result } = handled.kind === 'again' ? handled.failed : handled.outcome
      progress.done({ name: nameOf(job), ...(result.kind === 'failed' ? { failure: result.reason } : {}) })
    })
  } finally {
    progress.end()
    stop.end()
  }
  const { waiting: rest } = await engine.queue.counts()
  if (rest > 0) process.stderr.write(`stopped; ${rest} left, with which the same command goes on\n`)
  process.stdout.write(await summaryOf(engine.store))
  return rest > 0 ? 1 : 0
}
