import { operatorsIn, statementOf, TOPICS, VERDICTS } from '../claims.mjs'

const KEYS = new Set('file id topic claim verdict answer conditions figures fits facts operators sources'.split(' '))
const FACT_KEYS = new Set('library platform backend says status gpu'.split(' '))

/** What a claim can be, by what it says of a library and by how far that works. `other` is about something else. */
const FITTING = {
  works: { fully: ['holds', 'holds-if'], partly: ['holds-if', 'outdated'], 'not at all': ['wrong', 'outdated'] },
  fails: { fully: ['wrong', 'outdated'], partly: ['holds-if', 'outdated'], 'not at all': ['holds', 'holds-if'] },
  other: { fully: Object.keys(VERDICTS), partly: Object.keys(VERDICTS), 'not at all': Object.keys(VERDICTS) },
}

/**
 * Claims are whole, and say what the rest of the knowledge says: a change of a library or of a table of operators is
 * noticed in every claim that rests on it.
 */
export function* check({ claims, libraries, operators }) {
  for (const claim of claims) {
    yield* whole(claim)
    for (const fact of claim.facts) yield* agreeing(claim, fact, libraries)
    if (claim.operators !== undefined) yield* counted(claim, operators)
  }
}

function* whole(claim) {
  const { file: where, topic, verdict, conditions, figures } = claim
  for (const key of Object.keys(claim)) if (!KEYS.has(key)) yield { where, what: `has an unknown key: ${key}` }
  for (const key of ['claim', 'answer']) if (typeof claim[key] !== 'string') yield { where, what: `has no ${key}` }
  if (!Object.hasOwn(TOPICS, topic)) yield { where, what: `topic is none of the known: ${topic}` }
  if (!Object.hasOwn(VERDICTS, verdict)) yield { where, what: `verdict is none of the known: ${verdict}` }
  if (verdict === 'holds-if' && conditions.length === 0) yield { where, what: 'holds under conditions, and names none' }
  for (const { says } of figures) if (typeof says !== 'string') yield { where, what: 'has a figure that says nothing' }
}

function* agreeing({ file: where, verdict }, fact, libraries) {
  const { library, platform, says, status, gpu } = fact
  for (const key of Object.keys(fact)) if (!FACT_KEYS.has(key)) yield { where, what: `has an unknown key: ${key}` }
  const known = statementOf(fact, libraries)
  if (known === undefined) return yield { where, what: `nothing is known of ${library} on ${platform}` }
  if (known.status !== status || known.gpu !== gpu) {
    const now = `${known.status}, gpu ${known.gpu}`
    yield { where, what: `rests on ${library} being ${status}, gpu ${gpu} on ${platform}; it is ${now}` }
  }
  const fitting = FITTING[says]?.[extentOf(known)]
  if (fitting === undefined) yield { where, what: `says of ${library} none of the known: ${says}` }
  else if (!fitting.includes(verdict)) {
    yield { where, what: `is ${verdict}, though ${library} works ${extentOf(known)} on ${platform}` }
  }
}

function extentOf({ status, gpu }) {
  if (status === 'unsupported' || gpu === false) return 'not at all'
  return status === 'supported' ? 'fully' : 'partly'
}

function* counted({ file: where, operators: said }, table) {
  const newest = table.releases.at(-1)
  const { missing, fallsBack } = operatorsIn(newest, table)
  const then = operatorsIn(said.since, table).missing
  const now = { release: newest, missing, fallsBack, since: said.since, missingThen: then }
  for (const [key, value] of Object.entries(now)) {
    if (said[key] !== value) yield { where, what: `${key} of the operators is ${said[key]}; the table says ${value}` }
  }
}
