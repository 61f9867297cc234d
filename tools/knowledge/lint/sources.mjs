import { factsOf, isDay } from '../statements.mjs'

const KINDS = new Set(['code', 'documentation', 'release-notes', 'issue', 'measurement', 'package'])

/** A fact without a source is a rumour: each has at least one, with an address, the day it was read and its kind. */
export function* check(knowledge) {
  for (const { where, fact } of factsOf(knowledge)) {
    if (!Array.isArray(fact.sources) || fact.sources.length === 0) {
      yield { where, what: 'has no source' }
      continue
    }
    for (const { url, seen, kind } of fact.sources) {
      if (typeof url !== 'string' || !/^(?:https:\/\/[^\s/]+\/|pkg:[a-z]+\/)\S*$/.test(url)) {
        yield { where, what: `source has no https or pkg address: ${url}` }
      }
      if (!isDay(seen)) yield { where, what: `source was seen on no day of the calendar: ${seen}` }
      if (!KINDS.has(kind)) yield { where, what: `source is of no known kind: ${kind}` }
    }
  }
}
