import type { IndexSettings } from '../installers/settings.ts'
import { readMetadataFile, readSource, readWheel } from './files.ts'
import { NOTHING_KEPT } from './keep.ts'
import { LIMITS, type Limits } from './limits.ts'
import { offeredOf, type OfIndexes } from './offered.ts'
import { reasonFrom, Refusal } from './refusal.ts'
import { repositoryIn } from './repository-address.ts'
import { type Admitted, chooseRelease, type Release } from './simple/choose.ts'
import { type Transport, transportFor } from './transport/transport.ts'
import { inTurns } from './turns.ts'
import { readMetadata } from './wheel/metadata.ts'

/** Where a package says that its code is, or why that is not known. */
export type PackageRepository =
  | { readonly name: string; readonly address: string }
  | { readonly name: string; readonly reason: string }

/** A package, and which of its releases is asked. */
export interface Wanted {
  /** Normalised as PEP 503 says. */
  readonly name: string
  readonly admitted: Admitted
}

/**
 * Asks the user's package indexes where the code of packages is. Only the indexes are contacted, none of the addresses that
 * packages name. What cannot be said is said, and nothing is thrown.
 */
export async function askRepositories(
  wanted: readonly Wanted[],
  settings: IndexSettings,
  limits: Limits = LIMITS,
): Promise<readonly PackageRepository[]> {
  let transport: Transport
  try {
    transport = transportFor(settings, limits)
  } catch (error) {
    return wanted.map(({ name }) => ({ name, reason: reasonFrom(error) }))
  }
  const asking = { settings, transport, keep: NOTHING_KEPT, limits, pages: new Map(), now: Date.now() }
  try {
    const answers = await inTurns(wanted.slice(0, limits.packages), limits.connections, (one) => askOne(one, asking))
    const reason = `more than ${limits.packages} packages are not asked about`
    return [...answers, ...wanted.slice(limits.packages).map(({ name }) => ({ name, reason }))]
  } finally {
    transport.close()
  }
}

async function askOne({ name, admitted }: Wanted, asking: OfIndexes): Promise<PackageRepository> {
  try {
    const release = chooseRelease((await offeredOf(name, asking)).files, admitted)
    if (release === undefined) return { name, reason: 'the index has no version of it that is asked for' }
    const text = await metadataOf(release, asking)
    const address = text === undefined ? undefined : repositoryIn(readMetadata(text).links)
    return address === undefined ? { name, reason: 'it does not say where its code is' } : { name, address }
  } catch (error) {
    if (error instanceof Refusal) return { name, reason: error.message }
    throw error
  }
}

/** What a release says of itself: beside a wheel, in the smallest one, or in its source. */
async function metadataOf({ files }: Release, asking: OfIndexes): Promise<string | undefined> {
  const wheels = files
    .filter(({ kind }) => kind === 'wheel')
    .map(({ file }) => file)
    .toSorted((left, right) => (left.size ?? Infinity) - (right.size ?? Infinity))
  const beside = wheels.find(({ metadata }) => metadata)
  const text = beside && (await readMetadataFile(asking.transport, beside))
  if (text !== undefined) return text
  const [wheel] = wheels
  if (wheel) return (await readWheel(wheel, asking)).metadata
  const source = files.find(({ kind }) => kind === 'sdist')
  return source && (await readSource(source.file, asking)).metadata
}
