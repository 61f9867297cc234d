import type { Retrying } from '../../queue.ts'
import type { Store } from '../../store/store.ts'
import type { Engine } from '../engine.ts'
import { openFile } from './file.ts'
import { queueIn } from './queue.ts'
import { storeIn } from './store.ts'
import { tracesIn } from './traces.ts'

/** What the folder with a file's traces is called after the file. */
const TRACES = '.seen'

/** A fleet in one file and what was seen beside it, for one process at a time. */
export async function openEmbedded(path: string, retrying: Retrying): Promise<Engine> {
  const file = await openFile(path)
  return {
    queue: queueIn(file, retrying),
    store: { ...storeIn(file, tracesIn(path + TRACES)), close: file.close },
    close: file.close,
  }
}

/** The store of a fleet's file, for those who only read. */
export async function openEmbeddedStore(path: string): Promise<Store> {
  const file = await openFile(path)
  return { ...storeIn(file, tracesIn(path + TRACES)), close: file.close }
}
