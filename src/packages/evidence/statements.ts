import type { Statement } from '../../knowledge/knowledge.ts'
import type { Source } from '../../report/report.ts'
import type { Place } from '../wheel/tags.ts'
import type { AtPlace, Observed } from './observed.ts'
import * as say from './prose.ts'
import { cudaSigns, metalSigns, type Sign } from './signs.ts'

/** What holds for the release, and before it what holds from a later version on that Macs can install; newest first. */
export function metalStatements(observed: Observed, python: string): readonly Statement[] {
  const own = metalStatement(observed, python)
  const { onMacFrom } = observed
  if (onMacFrom === undefined) return [own]
  const later = judgeFor('mac', observed, python).judge({ status: 'partial', installs: true }, say.onMacFrom(onMacFrom))
  return [
    { ...later, since: onMacFrom, sources: sourcesOf(observed, onMacFrom) },
    { ...own, until: onMacFrom },
  ]
}

/**
 * What a release's files show for Macs. Nothing is called supported because nothing was seen: either its files show that
 * it uses Metal, or they and what it requires show that there is no GPU work in it.
 */
function metalStatement(observed: Observed, python: string): Statement {
  const { mac, linux } = observed.places
  const metal = metalSigns(mac.contents, observed.source)
  const cuda = signsOfCuda(observed)
  const { judge, there } = judgeFor('mac', observed, python)
  if (!mac.wheel) return macWithoutWheel(observed, python, metal, cuda)
  if (mac.missing !== undefined)
    return judge({ status: 'unsupported', installs: false, gpu: false }, there, say.missing(mac.missing))
  if (metal.length > 0)
    return judge({ status: 'supported', installs: true, gpu: true, backend: 'other' }, there, say.uses('mac', metal))
  if (mac.accelerators.length > 0)
    return judge({ status: 'partial', installs: true }, there, say.builtOn(mac.accelerators))
  if (cuda.length > 0) {
    // A wheel of its own for Macs was built without CUDA and without Metal; one for all platforms may still choose.
    const own = mac.wheel !== linux.wheel && mac.contents?.unread === 0
    const facts = { status: 'partial', installs: true, ...(own ? { gpu: false } : {}) } as const
    return judge(facts, there, own ? say.elsewhere(cuda) : say.onLinux(cuda))
  }
  return judge({ status: isPlain(mac) ? 'supported' : 'partial', installs: true }, there, say.nothingForGpus(mac))
}

/** What a release's files show for Linux with CUDA. */
export function cudaStatement(observed: Observed, python: string): Statement {
  const { linux } = observed.places
  const cuda = signsOfCuda(observed)
  const { judge, there } = judgeFor('linux', observed, python)
  const installs = linux.wheel ? { installs: true } : {}
  if (!linux.wheel && linux.otherPythons.length === 0 && !hasSource(observed))
    return judge({ status: 'unsupported', installs: false }, there)
  if (cuda.length > 0) return judge({ status: 'supported', ...installs, gpu: true }, there, say.uses('linux', cuda))
  if (!linux.wheel)
    return linux.otherPythons.length > 0 ? judge({ status: 'partial' }, there) : fromSource('linux', observed, python)
  if (linux.accelerators.length > 0)
    return judge({ status: 'partial', ...installs }, there, say.builtOn(linux.accelerators))
  return judge({ status: isPlain(linux) ? 'supported' : 'partial', ...installs }, there, say.nothingForGpus(linux))
}

function macWithoutWheel(observed: Observed, python: string, metal: readonly Sign[], cuda: readonly Sign[]): Statement {
  const { judge, there } = judgeFor('mac', observed, python)
  const onMetal = metal.length > 0 ? ({ gpu: true, backend: 'other' } as const) : {}
  // Another Python helps where there is one to choose.
  if (observed.places.mac.otherPythons.length > 0)
    return judge({ status: 'partial', ...onMetal }, there, say.uses('mac', metal))
  if (metal.length > 0) return judge({ status: 'partial', ...onMetal }, there, say.uses('mac', metal))
  const installs = hasSource(observed) ? {} : { installs: false }
  if (cuda.length > 0) return judge({ status: 'unsupported', ...installs, gpu: false }, there, say.onLinux(cuda))
  return hasSource(observed)
    ? fromSource('mac', observed, python)
    : judge({ status: 'unsupported', installs: false }, there)
}

/** Whether building succeeds nobody knows before it is tried, so that nothing is said of that. */
function fromSource(place: Place, observed: Observed, python: string): Statement {
  const { source, metadata } = observed
  const { judge, there } = judgeFor(place, observed, python)
  const { accelerators } = observed.places[place]
  if (accelerators.length > 0) return judge({ status: 'partial' }, there, say.builtOn(accelerators))
  const plain = source?.compiled.length === 0 && metadata?.complete === true
  return judge({ status: plain ? 'supported' : 'partial' }, there, say.toBuild(source, metadata?.complete === true))
}

type Facts = Pick<Statement, 'status' | 'installs' | 'gpu' | 'backend'>

/** What there is to install at a place, in words, and a way to say what follows. */
function judgeFor(
  place: Place,
  observed: Observed,
  python: string,
): { there: string; judge: (facts: Facts, ...words: readonly string[]) => Statement } {
  const onlySource = observed.release.files.every(({ kind }) => kind === 'sdist')
  return {
    there: onlySource ? say.onlySource() : say.install(place, observed.places[place], python, hasSource(observed)),
    judge: (facts, ...words) => ({ ...facts, note: say.sentence(...words), sources: sourcesOf(observed) }),
  }
}

/** Whether a wheel was read and holds nothing for GPUs. */
function isPlain({ contents }: AtPlace): boolean {
  return contents !== undefined && contents.unread === 0 && contents.metadata !== undefined
}

function signsOfCuda({ places, metadata, source }: Observed): readonly Sign[] {
  const names = places.linux.requires.map(({ name }) => name)
  return cudaSigns(places.linux.contents ?? source ?? places.mac.contents, metadata, names)
}

function hasSource({ release }: Observed): boolean {
  return release.files.some(({ kind }) => kind === 'sdist')
}

function sourcesOf({ name, release, seen }: Observed, version: string = release.version): readonly Source[] {
  return [{ url: `pkg:pypi/${name}@${encodeURIComponent(version)}`, seen, kind: 'package' }]
}
