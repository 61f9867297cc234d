import type { Store } from '../../store/store.ts'
import { openFile } from './file.ts'
import { storeIn } from './store.ts'

/** The store of a fleet's file, for those who only read. */
export async function openEmbeddedStore(path: string): Promise<Store> {
  const file = await openFile(path)
  return { ...storeIn(file), close: file.close }
}
