import { setTimeout as sleep } from 'node:timers/promises'
import type { Limits } from '../limits.ts'
import { Refusal } from '../refusal.ts'

/** Does what is asked of a host, again where that may help, and not at all where it does not. */
export interface Manners {
  <Result>(host: string, work: () => Promise<Result>): Promise<Result>
}

/** Longer and longer waits, and no more questions to a host that keeps failing. */
export function mannersFor(limits: Limits, signal: AbortSignal): Manners {
  const failures = new Map<string, number>()
  return async (host, work) => {
    for (let attempt = 0; ; attempt++) {
      if ((failures.get(host) ?? 0) >= limits.failures) throw new Refusal(`${host} has failed before and is left alone`)
      try {
        const result = await work()
        failures.delete(host)
        return result
      } catch (error) {
        const refusal = error instanceof Refusal ? error : undefined
        const wait = waitFor(refusal, attempt, limits)
        if (wait === undefined) {
          if (refusal?.about.host) failures.set(host, (failures.get(host) ?? 0) + 1)
          throw error
        }
        await sleep(wait, undefined, { signal }).catch(() => {
          throw error
        })
      }
    }
  }
}

function waitFor(refusal: Refusal | undefined, attempt: number, limits: Limits): number | undefined {
  if (!refusal?.about.passing || attempt >= limits.retries) return undefined
  const wait = Math.max(refusal.about.wait ?? 0, limits.firstWait * 2 ** attempt)
  return wait > limits.longestWait ? undefined : wait
}
