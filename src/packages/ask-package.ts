import type { IndexSettings } from '../installers/settings.ts'
import { evaluateMarker, type MarkerEnvironment, parseMarker } from '../project/requirement/marker.ts'
import type { Requirement } from '../project/requirement/requirement.ts'
import type { AtPlace, Observed } from './evidence/observed.ts'
import { readSource, readWheel } from './files.ts'
import type { Keep } from './keep.ts'
import type { Limits } from './limits.ts'
import { type Page, readPage } from './pages.ts'
import { Refusal } from './refusal.ts'
import { type Admitted, chooseRelease, type Release } from './simple/choose.ts'
import { type Distribution, distributionOf } from './simple/file-name.ts'
import { pageAddress } from './simple/page.ts'
import type { SourceContents } from './source/contents.ts'
import type { Transport } from './transport/transport.ts'
import type { Contents } from './wheel/contents.ts'
import { type Metadata, readMetadata, readSourceMetadata } from './wheel/metadata.ts'
import { fits, isForPlace, type Place } from './wheel/tags.ts'

/** A package that nothing is known of, and what the project admits of it. */
export interface Question {
  /** Normalised as PEP 503 says. */
  readonly name: string
  readonly admitted: Admitted
}

/** What does not change from one package to the next. */
export interface Asking {
  readonly settings: IndexSettings
  readonly transport: Transport
  readonly keep: Keep
  readonly limits: Limits
  /** Milliseconds since 1970. */
  readonly now: number
  /** The Mac's macOS version, for example `26.1`. */
  readonly macos: string
  readonly environments: Readonly<Record<Place, MarkerEnvironment>>
  /** What is known of a required package: whether it computes on a GPU somewhere, and whether it installs on a Mac. */
  readonly known: (requirement: Requirement) => {
    readonly accelerates: boolean
    readonly installs: boolean | undefined
  }
}

/** Packages of CUDA itself. */
const NVIDIA = /^(?:nvidia|cuda|tensorrt)-/

type Wheel = Extract<Distribution, { kind: 'wheel' }>

/** Asks the indexes for one package and looks into its wheels. @throws {Refusal} */
export async function askPackage({ name, admitted }: Question, asking: Asking): Promise<Observed> {
  const page = await filesOf(name, asking)
  const today = new Date(asking.now).toISOString().slice(0, 10)
  if (admitted.asOf < today && page.files.some(({ file }) => file.uploaded === undefined))
    throw new Refusal('the index does not say what it had on that day')
  const release = chooseRelease(page.files, admitted)
  if (!release)
    throw new Refusal(
      admitted.version
        ? `the index has no version ${admitted.version}`
        : 'the index has no version that the project admits',
    )

  const chosen = {
    mac: wheelFor(release, 'mac', admitted, asking),
    linux: wheelFor(release, 'linux', admitted, asking),
  }
  const seen = new Map<Wheel, { contents?: Contents; unread?: string }>()
  for (const choice of [chosen.mac, chosen.linux]) {
    if (choice && !seen.has(choice.wheel)) seen.set(choice.wheel, await look(choice.wheel, asking))
  }
  const contentsAt = (place: Place): Contents | undefined => {
    const choice = chosen[place]
    return choice && seen.get(choice.wheel)?.contents
  }
  const source = chosen.mac && chosen.linux ? undefined : await lookIntoSource(release, asking)
  const metadata = metadataFrom(contentsAt('mac') ?? contentsAt('linux'), source)
  const at = async (place: Place): Promise<AtPlace> => {
    const choice = chosen[place]
    const wheel = choice?.fits ? choice.wheel : undefined
    const own = metadataFrom(contentsAt(place), undefined) ?? metadata
    const rest = await about(release, place, own, asking)
    return { ...rest, wheel, contents: undefined, ...(choice && seen.get(choice.wheel)) }
  }
  return {
    name,
    release,
    places: { mac: await at('mac'), linux: await at('linux') },
    metadata,
    source,
    seen: page.seen,
  }
}

/** What all indexes together offer, as pip sees it. One that fails is passed over where another has the package. */
async function filesOf(name: string, asking: Asking): Promise<{ files: readonly Distribution[]; seen: string }> {
  const { indexes, links } = asking.settings
  const addresses = [...indexes.map((index) => pageAddress(index, name)), ...links]
  const pages: Page[] = []
  let failure: Refusal | undefined
  for (const address of addresses) {
    try {
      const page = await readPage(asking.transport, address, asking)
      if (page) pages.push({ ...page, files: admittedFiles(page, address, asking) })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      failure ??= error
    }
  }
  const files = pages.flatMap((page) => page.files.flatMap((file) => distributionOf(file, name) ?? []))
  if (files.length === 0) throw failure ?? new Refusal('the index does not know it')
  return { files, seen: pages.map(({ seen }) => seen).toSorted()[0] ?? '' }
}

/** Files on hosts that the page may not lead to are as if they were not there. */
function admittedFiles({ files }: Page, address: string, { transport }: Asking): Page['files'] {
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

/** The wheel to look at: one that fits before one for another Python, one for the machine before one for all. */
function wheelFor(
  release: Release,
  place: Place,
  { python }: Pick<Admitted, 'python'>,
  { macos }: Asking,
): { readonly wheel: Wheel; readonly fits: boolean } | undefined {
  const wheels = release.files.filter(
    (file): file is Wheel =>
      file.kind === 'wheel' && !file.file.yanked && isForPlace(file.tags.platforms, place, macos),
  )
  const fitting = wheels.filter(({ tags }) => fits(tags, place, python, macos))
  const own = fitting.find(({ tags }) => !tags.platforms.includes('any')) ?? fitting[0]
  if (own) return { wheel: own, fits: true }
  const other = wheels.toSorted((left, right) => newestPython(right) - newestPython(left))[0]
  return other && { wheel: other, fits: false }
}

function newestPython({ tags }: Wheel): number {
  return Math.max(0, ...tags.pythons.flatMap(versionOf).map((version) => Number(version.slice(2))))
}

async function look(wheel: Wheel, asking: Asking): Promise<{ contents?: Contents; unread?: string }> {
  try {
    return { contents: await readWheel(wheel.file, asking) }
  } catch (error) {
    if (error instanceof Refusal) return { unread: error.message }
    throw error
  }
}

async function lookIntoSource(release: Release, asking: Asking): Promise<SourceContents | undefined> {
  const sdist = release.files.find(({ kind }) => kind === 'sdist')
  try {
    return sdist && (await readSource(sdist.file, asking))
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

function metadataFrom(contents: Contents | undefined, source: SourceContents | undefined): Metadata | undefined {
  if (contents?.metadata !== undefined) return readMetadata(contents.metadata)
  return source?.metadata === undefined ? undefined : readSourceMetadata(source.metadata, source.requires)
}

async function about(
  release: Release,
  place: Place,
  metadata: Metadata | undefined,
  asking: Asking,
): Promise<Pick<AtPlace, 'otherPythons' | 'requires' | 'accelerators' | 'missing'>> {
  const { macos, environments, known } = asking
  const others = release.files.flatMap((file) =>
    file.kind === 'wheel' && isForPlace(file.tags.platforms, place, macos) ? file.tags.pythons : [],
  )
  const requires = (metadata?.requirements ?? []).filter(({ marker }) => applies(marker, environments[place]))
  return {
    otherPythons: [...new Set(others.flatMap(versionOf))].toSorted(byMinor),
    requires,
    accelerators: requires.filter((requirement) => known(requirement).accelerates).map(({ name }) => name),
    missing: place === 'mac' ? await missingOf(requires, asking) : undefined,
  }
}

/** The first requirement that no Mac can meet; of NVIDIA's own packages that nobody knows, the index is asked. */
async function missingOf(requires: readonly Requirement[], asking: Asking): Promise<string | undefined> {
  for (const requirement of requires) {
    const { name } = requirement
    const installs =
      asking.known(requirement).installs ?? (NVIDIA.test(name) ? await offersMac(name, asking) : undefined)
    if (installs === false) return name
  }
  return undefined
}

/** Whether any release of a package has something that a Mac could install; undefined where that cannot be asked. */
async function offersMac(name: string, asking: Asking): Promise<boolean | undefined> {
  try {
    const { files } = await filesOf(name, asking)
    return files.some((file) => file.kind === 'sdist' || isForPlace(file.tags.platforms, 'mac', asking.macos))
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

function applies(marker: string | undefined, environment: MarkerEnvironment): boolean {
  if (marker === undefined) return true
  const parsed = parseMarker(marker)
  return parsed.ok && evaluateMarker(parsed.marker, { ...environment, extras: new Set() }) !== false
}

/** `cp312` is 3.12. */
function versionOf(tag: string): string[] {
  const [, minor] = /^(?:cp|py)3(\d{1,2})$/.exec(tag) ?? []
  return minor === undefined ? [] : [`3.${minor}`]
}

function byMinor(left: string, right: string): number {
  return Number(left.slice(2)) - Number(right.slice(2))
}
