import type { Report, Status } from '../report/report.ts'
import { faringOf } from './projects.ts'
import { counted } from './terminal/page.ts'
import { STATUS_WORDS } from './words.ts'

/** A Report, or what it says of one of several projects. */
type Judged = Pick<Report, 'platforms' | 'projects' | 'undecided'> &
  Partial<Pick<Report, 'entryPoints' | 'dependencies'>>

/** What happens on CUDA. */
export function cudaWords({ platforms: { cuda }, projects }: Judged): string {
  return projects === undefined ? STATUS_WORDS[cuda.status] : faringOf(projects, 'cuda')
}

/**
 * What happens on a Mac, which of its programs fare worse, and how much of it was followed: `runs as it is, as far as 14 of 17 uses of
 * the GPU could be followed`. That there was nothing to follow is said, too: it is no proof of anything.
 */
export function metalWords(report: Judged): string {
  const { projects } = report
  return projects === undefined ? followedWords(report) + stoppedWords(report) : faringOf(projects, 'metal')
}

/** A project runs when most of its programs do, so those that do not are counted. */
function stoppedWords({ platforms: { metal }, entryPoints = [] }: Judged): string {
  if (!metal.status.startsWith('runs')) return ''
  const ways = (status: Status): number => entryPoints.filter((way) => way.metal.status === status).length
  const counts = [
    { count: ways('needs-edits'), words: ['needs edits', 'need edits'] },
    { count: ways('blocked'), words: ['is blocked', 'are blocked'] },
  ]
  return counts
    .flatMap(({ count, words }) =>
      count === 0 ? [] : `; ${count} of its ${entryPoints.length} programs ${words[count === 1 ? 0 : 1]}`,
    )
    .join('')
}

function followedWords({ platforms: { metal }, undecided, dependencies = [] }: Judged): string {
  const words = STATUS_WORDS[metal.status]
  if (undecided === undefined) return words
  const { places, of } = undecided
  if (of === 0 && metal.status === 'runs') return `${words}; no use of the GPU was found in it${notKnown(dependencies)}`
  if (places === 0) return words
  const uses = counted(of, 'use')
  switch (metal.status) {
    case 'runs':
    case 'runs-degraded':
      return `${words}, as far as ${of - places} of ${uses} of the GPU could be followed`
    case 'unknown':
      return `${words}: ${places} of ${uses} of the GPU could not be followed`
    case 'needs-edits':
    case 'blocked':
      return words
  }
}

/** A library of which nothing is known may use a GPU without being told so by the code that calls it. */
function notKnown(dependencies: Report['dependencies']): string {
  const needed = dependencies.filter(({ scope }) => scope === 'runtime')
  const unknown = needed.filter(({ metal }) => metal.status === 'unknown').length
  return unknown === 0
    ? ''
    : `, and of ${unknown} of ${counted(needed.length, 'library', 'libraries')} nothing is known`
}

/** The places that could not be followed, as far as they are named; undefined where there are none, and where several projects have their own. */
export function openPlaces({ undecided, projects }: Pick<Report, 'undecided' | 'projects'>): string | undefined {
  if (projects !== undefined || undecided === undefined || undecided.examples.length === 0) return undefined
  const named = undecided.examples.map(({ file, line }) => `${file}:${line}`)
  const more = undecided.places - named.length
  return [...named, ...(more > 0 ? [`${more} more`] : [])].join(', ')
}
