import { openEngine } from '../engine/open.ts'
import { retryingOf, type WorkingFlags } from './flags.ts'
import { namedJobs } from './named-jobs.ts'

/** Adds the jobs that inputs name; those that wait already are not added again. */
export async function runAdd(inputs: readonly string[], flags: WorkingFlags): Promise<number> {
  const jobs = await namedJobs(inputs, flags.api)
  const engine = await openEngine(flags.queue ?? flags.file, retryingOf(flags))
  try {
    const added = await engine.queue.add(jobs)
    process.stdout.write(`${added} added${added < jobs.length ? `, ${jobs.length - added} wait already` : ''}\n`)
    return 0
  } finally {
    await engine.close()
  }
}
