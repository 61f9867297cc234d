import type { Retrying } from '../queue.ts'
import { openEmbedded } from './embedded/engine.ts'
import type { Engine } from './engine.ts'

/**
 * Opens where a fleet is: `postgres://…`, `redis://…`, or the path of a file. Each engine is loaded when it is asked for.
 * @throws {Error} with one line for people where it cannot be reached
 */
export async function openEngine(place: string, retrying: Retrying): Promise<Engine> {
  return openEmbedded(place, retrying)
}
