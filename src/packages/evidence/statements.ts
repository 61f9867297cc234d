import type { Statement } from '../../knowledge/knowledge.ts'
import type { Source } from '../../report/report.ts'
import type { Observed } from './observed.ts'
import { builtOn, elsewhere, install, missing, nothingForGpus, onlySource, sentence, uses } from './prose.ts'
import { cudaSigns, metalSigns, type Sign } from './signs.ts'

/**
 * What a release's files show for Macs. Nothing is called supported because nothing was seen: either its files show that
 * it uses Metal, or they and what it requires show that there is no GPU work in it.
 */
export function metalStatement(observed: Observed, python: string): Statement {
  const { mac, linux } = observed.places
  const metal = metalSigns(mac.contents)
  const cuda = allCudaSigns(observed)
  const sources = sourcesOf(observed)
  const there = install('mac', mac, python, hasSource(observed))
  if (!mac.wheel) return withoutWheel(observed, python, cuda)
  if (mac.missing !== undefined)
    return { status: 'unsupported', installs: false, gpu: false, note: sentence(there, missing(mac.missing)), sources }
  if (metal.length > 0)
    return {
      status: 'supported',
      installs: true,
      gpu: true,
      backend: 'other',
      note: sentence(there, uses('mac', metal)),
      sources,
    }
  if (mac.accelerators.length > 0)
    return { status: 'partial', installs: true, note: sentence(there, builtOn(mac.accelerators)), sources }
  if (cuda.length > 0) {
    // A wheel of its own for Macs was built without CUDA and without Metal; one for all platforms may still choose.
    const own = mac.wheel !== linux.wheel && mac.contents?.unread === 0
    const note = sentence(there, own ? elsewhere(cuda) : uses('linux', cuda))
    return { status: 'partial', installs: true, ...(own ? { gpu: false } : {}), note, sources }
  }
  return plain(there, mac, sources)
}

/** What a release's files show for Linux with CUDA. */
export function cudaStatement(observed: Observed, python: string): Statement {
  const { linux } = observed.places
  const cuda = allCudaSigns(observed)
  const sources = sourcesOf(observed)
  const there = install('linux', linux, python, hasSource(observed))
  if (!linux.wheel && linux.otherPythons.length === 0 && !hasSource(observed))
    return { status: 'unsupported', installs: false, note: sentence(there), sources }
  if (cuda.length > 0)
    return {
      status: 'supported',
      ...(linux.wheel ? { installs: true } : {}),
      gpu: true,
      note: sentence(there, uses('linux', cuda)),
      sources,
    }
  if (!linux.wheel) return { status: 'partial', note: sentence(there), sources }
  if (linux.accelerators.length > 0)
    return { status: 'partial', installs: true, note: sentence(there, builtOn(linux.accelerators)), sources }
  return plain(there, linux, sources)
}

function withoutWheel(observed: Observed, python: string, cuda: readonly Sign[]): Statement {
  const { release, places } = observed
  const sources = sourcesOf(observed)
  const source = hasSource(observed)
  if (release.files.every(({ kind }) => kind === 'sdist'))
    return { status: 'partial', note: sentence(onlySource()), sources }
  const there = install('mac', places.mac, python, source)
  // Another Python helps where there is one to choose.
  if (places.mac.otherPythons.length > 0) {
    const metal = metalSigns(places.mac.contents)
    const gpu = metal.length > 0 ? ({ gpu: true, backend: 'other' } as const) : {}
    return { status: 'partial', ...gpu, note: sentence(there, uses('mac', metal)), sources }
  }
  const note = sentence(there, uses('linux', cuda))
  if (cuda.length > 0)
    return { status: 'unsupported', ...(source ? {} : { installs: false }), gpu: false, note, sources }
  return source ? { status: 'partial', note, sources } : { status: 'unsupported', installs: false, note, sources }
}

function plain(there: string, place: Observed['places']['mac'], sources: readonly Source[]): Statement {
  const looked = place.contents !== undefined && place.contents.unread === 0
  return {
    status: looked ? 'supported' : 'partial',
    installs: true,
    note: sentence(there, nothingForGpus(place)),
    sources,
  }
}

function allCudaSigns({ places, metadata }: Observed): readonly Sign[] {
  const { linux, mac } = places
  const names = linux.requires.map(({ name }) => name)
  return cudaSigns(linux.contents ?? mac.contents, metadata, names)
}

function hasSource({ release }: Observed): boolean {
  return release.files.some(({ kind }) => kind === 'sdist')
}

function sourcesOf({ name, release, seen }: Observed): readonly Source[] {
  return [{ url: `pkg:pypi/${name}@${encodeURIComponent(release.version)}`, seen, kind: 'package' }]
}
