import type { Asking, Question } from './asking.ts'
import { chooseWheel, pythonsFor, type Wheel } from './choose-wheel.ts'
import type { AtPlace, Observed } from './evidence/observed.ts'
import { readSource, readWheel } from './files.ts'
import { offeredOf } from './offered.ts'
import { Refusal } from './refusal.ts'
import { requirementsAt } from './requirements.ts'
import { type Admitted, chooseRelease, outOn, type Release } from './simple/choose.ts'
import type { Distribution } from './simple/file-name.ts'
import { macFrom } from './simple/newer.ts'
import type { SourceContents } from './source/contents.ts'
import type { Contents } from './wheel/contents.ts'
import { type Metadata, readMetadata, readSourceMetadata } from './wheel/metadata.ts'
import type { Place } from './wheel/tags.ts'

/** Asks the indexes for one package and looks into what they offer. @throws {Refusal} */
export async function askPackage({ name, admitted }: Question, asking: Asking): Promise<Observed> {
  const { python, asOf } = admitted
  const { files, seen } = await offeredOf(name, asking)
  const release = releaseOf(files, admitted, asking)
  const chosen = {
    mac: chooseWheel(release, 'mac', python, asking.macos),
    linux: chooseWheel(release, 'linux', python, asking.macos),
  }
  const looks = await lookInto([chosen.mac?.wheel, chosen.linux?.wheel], asking)
  const contentsAt = (place: Place): Contents | undefined => chosen[place] && looks.get(chosen[place].wheel)
  const source = chosen.mac && chosen.linux ? undefined : await lookIntoSource(release, asking)
  const metadata = metadataOf(contentsAt('mac') ?? contentsAt('linux'), source)

  const at = async (place: Place): Promise<AtPlace> => ({
    wheel: chosen[place]?.fits ? chosen[place].wheel : undefined,
    contents: contentsAt(place),
    otherPythons: pythonsFor(release, place, asking.macos),
    ...(await requirementsAt(place, metadataOf(contentsAt(place), undefined) ?? metadata, asking)),
  })
  const places = { mac: await at('mac'), linux: await at('linux') }
  const onMacFrom = places.mac.wheel ? undefined : macFrom(outOn(files, asOf), release.version, python, asking.macos)
  return { name, release, places, onMacFrom, metadata, source, seen }
}

function releaseOf(files: readonly Distribution[], admitted: Admitted, { now }: Asking): Release {
  const today = new Date(now).toISOString().slice(0, 10)
  if (admitted.asOf < today && files.some(({ file }) => file.uploaded === undefined))
    throw new Refusal('the index does not say what it had on that day')
  const release = chooseRelease(files, admitted)
  if (release) return release
  const wanted = admitted.version === undefined ? 'version that the project admits' : `version ${admitted.version}`
  throw new Refusal(`the index has no ${wanted}`)
}

/** What is in wheels; those that cannot be read are left out. */
async function lookInto(wheels: readonly (Wheel | undefined)[], asking: Asking): Promise<ReadonlyMap<Wheel, Contents>> {
  const looks = new Map<Wheel, Contents>()
  for (const wheel of new Set(wheels)) {
    const contents = wheel && (await orNothing(readWheel(wheel.file, asking)))
    if (contents) looks.set(wheel, contents)
  }
  return looks
}

async function lookIntoSource({ files }: Release, asking: Asking): Promise<SourceContents | undefined> {
  const sdist = files.find(({ kind }) => kind === 'sdist')
  return sdist && orNothing(readSource(sdist.file, asking))
}

async function orNothing<Read>(reading: Promise<Read>): Promise<Read | undefined> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

function metadataOf(contents: Contents | undefined, source: SourceContents | undefined): Metadata | undefined {
  if (contents?.metadata !== undefined) return readMetadata(contents.metadata)
  return source?.metadata === undefined ? undefined : readSourceMetadata(source.metadata, source.requires)
}
