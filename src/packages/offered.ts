import type { Asking } from './asking.ts'
import { type Page, readPage } from './pages.ts'
import { Refusal } from './refusal.ts'
import { type Distribution, distributionOf } from './simple/file-name.ts'
import { pageAddress } from './simple/page.ts'

/** What pages of indexes are read with. */
export type OfIndexes = Pick<Asking, 'settings' | 'transport' | 'keep' | 'limits' | 'pages' | 'now'>

/** What indexes offer of a package. */
export interface Offered {
  readonly files: readonly Distribution[]
  /** Day of the oldest of the pages that say so, YYYY-MM-DD. */
  readonly seen: string
}

/**
 * What all indexes together offer, as pip sees it. One that fails is passed over where another has the package.
 *
 * @throws {Refusal} where none has it
 */
export async function offeredOf(name: string, asking: OfIndexes): Promise<Offered> {
  const { indexes, links } = asking.settings
  const addresses = [...indexes.map((index) => pageAddress(index, name)), ...links]
  const pages: Page[] = []
  let failure: Refusal | undefined
  for (const address of addresses) {
    try {
      const page = await readOnce(address, asking)
      if (page) pages.push({ ...page, files: filesToTrust(page, address, asking) })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      failure ??= error
    }
  }
  const files = pages.flatMap((page) => page.files.flatMap((file) => distributionOf(file, name) ?? []))
  if (files.length === 0) throw failure ?? new Refusal('the index does not know it')
  return { files, seen: pages.map(({ seen }) => seen).toSorted()[0] ?? '' }
}

function readOnce(address: string, asking: OfIndexes): Promise<Page | undefined> {
  const known = asking.pages.get(address)
  if (known) return known
  const reading = readPage(asking.transport, address, asking)
  asking.pages.set(address, reading)
  return reading
}

/** Files on hosts that the page may not lead to are as if they were not there. */
function filesToTrust({ files }: Page, address: string, { transport }: OfIndexes): Page['files'] {
  return files.filter((file) => {
    try {
      transport.trust.admit(file.url, address)
      return true
    } catch (error) {
      if (error instanceof Refusal) return false
      throw error
    }
  })
}
