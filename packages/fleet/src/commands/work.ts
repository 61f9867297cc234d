import { openEngine } from '../engine/open.ts'
import { nameOf } from '../job.ts'
import { measure, type Measures } from '../metrics/measures.ts'
import { usageError } from '../usage-error.ts'
import { limitsOf, lookOptionsOf, retryingOf, type WorkFlags } from './flags.ts'
import { stopping } from './stopping.ts'
import { workOn } from './work-on.ts'

/** Works on a queue until SIGTERM or SIGINT; what is being done then is finished first. */
export async function runWork(flags: WorkFlags): Promise<number> {
  if (flags.queue === undefined) throw usageError('work is for a queue: --queue postgres://… or redis://…')
  const engine = await openEngine(flags.queue, retryingOf(flags))
  const stop = stopping(flags.quiet === true)
  const measures: Measures = measure(engine.queue)
  const { metricsPort: port, metricsHost: hostname } = flags
  const served =
    port === undefined
      ? undefined
      : (await import('../metrics/serve.ts')).serveMetrics(measures, { port, hostname, stopping: stop.signal })
  const how = {
    slots: flags.workers,
    limits: limitsOf(flags),
    options: lookOptionsOf(flags),
    untilEmpty: flags.untilEmpty === true,
  }
  try {
    await workOn(engine, how, stop.signal, (job, handled, isLast) => {
      measures.count(handled, isLast)
      const { result } = handled.kind === 'kept' ? handled.outcome : handled.failed
      const what =
        result.kind === 'audited' ? result.report.platforms.metal.status : `${result.reason}: ${result.detail}`
      if (flags.quiet !== true) process.stdout.write(`${nameOf(job)} ${what.replace(/[^\x20-\x7E]/g, '?')}\n`)
    })
  } finally {
    stop.end()
    served?.close()
    await engine.close()
  }
  return 0
}
