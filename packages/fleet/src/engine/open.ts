import type { Retrying } from '../queue.ts'
import { usageError } from '../usage-error.ts'
import type { Engine } from './engine.ts'

/**
 * Opens where a fleet is: `postgres://…`, `redis://…`, or the path of a file. Each engine is loaded when it is asked for.
 * @throws {Error} with one line for people where it cannot be reached
 */
export async function openEngine(place: string, retrying: Retrying): Promise<Engine> {
  if (/^postgres(?:ql)?:\/\//.test(place)) return (await import('./postgres/engine.ts')).openPostgres(place, retrying)
  if (/^rediss?:\/\//.test(place)) return (await import('./redis/engine.ts')).openRedis(place, retrying)
  if (/^\w+:\/\//.test(place)) throw usageError('a queue is an address that begins with postgres:// or redis://')
  return (await import('./embedded/engine.ts')).openEmbedded(place, retrying)
}
