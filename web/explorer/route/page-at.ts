import type { Page } from '../page-kind.ts'
import type { Shipped } from '../shipped.ts'
import { missing } from '../frame/missing.tsx'
import { routeTo } from './page-kinds.ts'

/**
 * The page at a path of the site.
 *
 * @throws {Error} where its module, or what it needs to know, cannot be fetched
 */
export async function pageAt(path: string, shipped: Shipped): Promise<Page> {
  const found = routeTo(path)
  const kind = await found?.route.kind()
  return (found && (await kind?.load(found.params, shipped))) ?? missing
}
