import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Handled } from '../handle-job.ts'
import type { Queue } from '../queue.ts'

/** What is counted of a process that works. */
export interface Measures {
  readonly count: (handled: Handled, isLast: boolean) => void
  /** In Prometheus' format. @throws where the queue cannot be asked */
  readonly text: () => Promise<string>
  /** Whether the queue can be asked. */
  readonly isReady: () => Promise<boolean>
}

/** Seconds: small repositories take one, the largest some minutes. */
const BUCKETS = [0.5, 1, 2, 5, 10, 30, 60, 120, 300]

export function measure(queue: Queue): Measures {
  const registers = [new Registry()]
  const outcomes = new Counter({
    name: 'acclimate_fleet_outcomes_total',
    help: 'Outcomes of this worker, by what they are: audited, known (nothing has changed), or why there is no report',
    labelNames: ['result'],
    registers,
  })
  const retries = new Counter({
    name: 'acclimate_fleet_retries_total',
    help: 'Attempts that are made again, by what was in the way',
    labelNames: ['reason'],
    registers,
  })
  const seconds = new Histogram({
    name: 'acclimate_fleet_seconds',
    help: 'Seconds from taking a job to its outcome',
    buckets: BUCKETS,
    registers,
  })
  const jobs = new Gauge({
    name: 'acclimate_fleet_jobs',
    help: 'Jobs of the queue, of all workers',
    labelNames: ['state'],
    registers,
    async collect() {
      const { waiting, running, dead, paused } = await queue.counts()
      for (const [state, count] of Object.entries({ waiting, running, dead })) this.set({ state }, count)
      this.set({ state: 'paused' }, paused ? 1 : 0)
    },
  })
  const [registry = new Registry()] = registers
  registry.registerMetric(jobs)
  return {
    count(handled, isLast) {
      if (handled.kind === 'again' && !isLast) return retries.inc({ reason: handled.reason })
      const { result, figures } = handled.kind === 'again' ? handled.failed : handled.outcome
      if (handled.kind === 'kept' && handled.known) return outcomes.inc({ result: 'known' })
      outcomes.inc({ result: result.kind === 'audited' ? 'audited' : result.reason })
      return seconds.observe(figures.seconds)
    },
    text: () => registry.metrics(),
    isReady: () =>
      queue.counts().then(
        () => true,
        () => false,
      ),
  }
}
