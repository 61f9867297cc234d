import type { Retrying } from '../../queue.ts'
import type { Store } from '../../store/store.ts'
import type { Engine } from '../engine.ts'
import { openFile } from './file.ts'
import { queueIn } from './queue.ts'
import { storeIn } from './store.ts'

/** A fleet in one file, for one process at a time. */
export async function openEmbedded(path: string, retrying: Retrying): Promise<Engine> {
  const file = await openFile(path)
  return { queue: queueIn(file, retrying), store: { ...storeIn(file), close: file.close }, close: file.close }
}

/** The store of a fleet's file, for those who only read. */
export async function openEmbeddedStore(path: string): Promise<Store> {
  const file = await openFile(path)
  return { ...storeIn(file), close: file.close }
}
