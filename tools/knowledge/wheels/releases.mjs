/** What the files of a package say about each of its releases on a Mac with Apple silicon. */
import { compare, parse, valid } from '@renovatebot/pep440'

const SDIST = /^(.+)-([^-]+)\.(?:tar\.gz|zip|tgz|tar\.bz2)$/

/** The minor versions of Python 3 that tags can name, in a wheel that serves all from one on. */
const OPEN = Infinity

/**
 * @param name normalised as PEP 503 says
 * @param files names of files, those of other packages among them
 * @returns runs of final releases with the same files, oldest first: `{ files, versions }`, where `files` is `any` (a wheel for
 *   every machine), the Pythons that wheels for Apple silicon are for (`3.9-3.12`, `3.8+`), `source` or `none`
 */
export function runsOf(name, files) {
  const releases = new Map()
  for (const file of files) {
    const { version, offer } = offerOf(name, file) ?? {}
    if (version === undefined || !isFinal(version)) continue
    releases.set(version, [...(releases.get(version) ?? []), offer])
  }
  const runs = []
  for (const version of [...releases.keys()].toSorted(compare)) {
    const best = bestOf(releases.get(version))
    if (runs.at(-1)?.files === best) runs.at(-1).versions.push(version)
    else runs.push({ files: best, versions: [version] })
  }
  return runs
}

/** What one file offers a Mac: a range of Pythons `[first, last]`, or a word. */
function offerOf(name, file) {
  const sdist = SDIST.exec(file)
  if (sdist !== null)
    return isOf(name, sdist[1]) && valid(sdist[2]) ? { version: valid(sdist[2]), offer: 'source' } : undefined
  const parts = file.replace(/\.whl$/, '').split('-')
  const version = valid(parts[1]?.replaceAll('_', '-') ?? '')
  if (!file.endsWith('.whl') || !isOf(name, parts[0]) || version === null) return undefined
  const [pythons, abis, platforms] = parts.slice(-3).map((tags) => tags.toLowerCase().split('.'))
  if (platforms.includes('any'))
    return { version, offer: pythons.some((tag) => /^(?:py|cp)3/.test(tag)) ? 'any' : 'none' }
  if (!platforms.some((platform) => /^macosx_\d+_\d+_(?:arm64|universal2)$/.test(platform)))
    return { version, offer: 'none' }
  return { version, offer: pythons.flatMap((tag) => rangeOf(tag, abis)) }
}

/** `cp312` with the stable interface, and `py3`, serve all later Pythons too. */
function rangeOf(tag, abis) {
  const [, kind, minor] = /^(cp|py)3(\d*)$/.exec(tag) ?? []
  if (kind === undefined || (kind === 'cp' && abis.every((abi) => /^cp3\d+t$/.test(abi)))) return []
  const first = Number(minor)
  return [[first, kind === 'py' || abis.includes('abi3') ? OPEN : first]]
}

function bestOf(offers) {
  if (offers.includes('any')) return 'any'
  const ranges = offers.filter((offer) => typeof offer !== 'string').flat()
  if (ranges.length > 0) return rangesText(ranges)
  return offers.includes('source') ? 'source' : 'none'
}

function rangesText(ranges) {
  const merged = []
  for (const [first, last] of ranges.toSorted(([a], [b]) => a - b)) {
    const before = merged.at(-1)
    if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last)
    else merged.push([first, last])
  }
  return merged.map(rangeText).join(',')
}

function rangeText([first, last]) {
  if (last === OPEN) return `3.${first}+`
  return first === last ? `3.${first}` : `3.${first}-3.${last}`
}

function isOf(name, written) {
  return written?.toLowerCase().replace(/[-_.]+/g, '-') === name
}

/** Previews are taken only by those who ask for them, and local builds come from other indexes. */
function isFinal(version) {
  const { pre, dev, local } = parse(version)
  return [pre, dev, local].every((part) => part === null || part.length === 0)
}
