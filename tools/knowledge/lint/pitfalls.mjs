import { ge, valid } from '@renovatebot/pep440'

const EFFECTS = new Set(['raises', 'falls-back', 'wrong-results'])
const VIEWS = new Set(['first', 'second'])
const KEYS = new Set(
  'what calls dtypes options more layout views environment when since until macos effect says loses instead sources'.split(
    ' ',
  ),
)

/** Pitfalls have the keys of their type and words from closed lists, name what is called, and their ranges are not empty. */
export function* check({ pitfalls }) {
  for (const pitfall of pitfalls) {
    const where = `pitfall: ${pitfall.what} (${pitfall.effect})`
    for (const key of Object.keys(pitfall)) if (!KEYS.has(key)) yield { where, what: `has an unknown key: ${key}` }
    if (!EFFECTS.has(pitfall.effect)) yield { where, what: `effect is none of the known: ${pitfall.effect}` }
    if (pitfall.views !== undefined && !VIEWS.has(pitfall.views)) yield { where, what: `views: ${pitfall.views}` }
    if (pitfall.layout !== undefined && !/^(?:sparse|compressed)$/.test(pitfall.layout))
      yield { where, what: `layout: ${pitfall.layout}` }
    if (!(pitfall.calls?.length > 0)) yield { where, what: 'names no call' }
    if (pitfall.effect === 'wrong-results' && !pitfall.loses)
      yield { where, what: 'does not say what becomes of results' }
    yield* rangeProblems(where, pitfall)
    yield* rangeProblems(`${where}, macOS`, pitfall.macos ?? {})
  }
}

function* rangeProblems(where, { since, until }) {
  for (const version of [since, until]) {
    if (version !== undefined && (typeof version !== 'string' || valid(version) === null)) {
      yield { where, what: `no version in quotes: ${version}` }
    }
  }
  if (since !== undefined && until !== undefined && ge(String(since), String(until))) {
    yield { where, what: `holds until ${until}, before ${since}` }
  }
}
