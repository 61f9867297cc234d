import { openEngine } from '../engine/open.ts'
import type { Place } from './answering.ts'
import { NO_RETRYING } from './flags.ts'

/** What the flags of `placed` say, for the commands that answer. */
export function placeOf({ file, queue, quiet }: Readonly<Record<string, unknown>>): Place {
  const path = String(file)
  const address = typeof queue === 'string' ? queue : path
  return {
    folder: `${path.replace(/\.duckdb$/, '')}-tables`,
    async outcomes(read) {
      const { store, close } = await openEngine(address, NO_RETRYING)
      try {
        return await read(store)
      } finally {
        await close()
      }
    },
    quiet: quiet === true,
  }
}
