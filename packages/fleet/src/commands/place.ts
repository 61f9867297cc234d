import type { Store } from '../store/store.ts'
import type { Place } from './answering.ts'

/** The flags that say where a fleet is. */
export interface PlaceFlags {
  readonly file: string
  readonly queue?: string
  readonly tables?: string
  readonly quiet?: boolean
}

/** Where a fleet is; `open` opens the store of a file or an engine, which is closed as soon as it has been asked. */
export function placeOf(
  { file, queue, tables, quiet = false }: PlaceFlags,
  open: (place: string) => Promise<Store>,
): Place {
  return {
    folder: tables ?? `${file}.tables`,
    quiet,
    async outcomes(use) {
      const store = await open(queue ?? file)
      try {
        return await use(store)
      } finally {
        await store.close()
      }
    },
  }
}
