import { ge, valid } from '@renovatebot/pep440'
import { isDay, libraryCallsOf } from '../statements.mjs'

const EFFECTS = new Set(['blocks', 'wrong-results', 'ignores-gpu', 'falls-back', 'degrades', 'info'])
const KEYS = new Set(
  'names given since until from to with beside unless unlessCalled onMetal inNetwork unlessMoved fallsBack effect raises says fix sources'.split(
    ' ',
  ),
)
const GIVEN_KEYS = new Set('argument position within values least byDefault'.split(' '))
const WITHIN_KEYS = new Set('argument position'.split(' '))
const RANGE_KEYS = new Set('since until from to'.split(' '))

const NAME = /^\.?[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/
/** What is called or assigned to: a name, or a variable of the environment. */
const NAME_OR_VARIABLE = /^\.?[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$|^os\.environ\[\w+\]$/
const ARGUMENT = /^[A-Za-z_]\w*$/

/** Calls of libraries have the keys of their type, name what is called and what decides, speak in sentences, and each is told once. */
export function* check(knowledge) {
  const told = new Map()
  for (const { where, library, fact } of libraryCallsOf(knowledge)) {
    yield* unknownKeys(where, fact, KEYS)
    if (!EFFECTS.has(fact.effect)) yield { where, what: `effect is none of the known: ${fact.effect}` }
    yield* namesIn(where, 'names', fact.names, NAME_OR_VARIABLE)
    if (fact.unless !== undefined) yield* namesIn(where, 'unless', fact.unless, NAME_OR_VARIABLE)
    for (const name of fact.beside ?? [])
      if (!knowledge.libraries.some(({ pypi }) => pypi.includes(name)))
        yield { where, what: `beside ${name}, which no library is` }
    if (fact.unlessCalled !== undefined) yield* namesIn(where, 'unlessCalled', fact.unlessCalled, NAME)
    for (const key of ['onMetal', 'inNetwork', 'unlessMoved', 'fallsBack'])
      if (fact[key] !== undefined && fact[key] !== true) yield { where, what: `${key} is true or left out` }
    if (fact.raises !== undefined && !ARGUMENT.test(fact.raises)) yield { where, what: `raises: ${fact.raises}` }
    for (const key of ['says', 'fix']) {
      if (!/^[^.\s].*\.$/s.test(String(fact[key] ?? ''))) yield { where, what: `${key} is no sentence` }
    }
    for (const given of fact.given ?? []) yield* problemsOfGiven(where, given)
    yield* rangeProblems(where, fact)
    for (const [name, range] of Object.entries(fact.with ?? {})) {
      yield* unknownKeys(`${where} with ${name}`, range, RANGE_KEYS)
      yield* rangeProblems(`${where} with ${name}`, range)
      if (!knowledge.libraries.some(({ pypi }) => pypi.includes(name)))
        yield { where, what: `with ${name}, which no library is` }
    }
    if (library.imports.length === 0) yield { where, what: 'belongs to a library without imports' }
    const key = JSON.stringify([library.name, fact.names, fact.given, fact.since, fact.until, fact.with])
    if (told.has(key)) yield { where, what: `is told in ${told.get(key)} too` }
    told.set(key, where)
  }
}

/** What decides is a value, a size, or that the argument is left out; values are written as Python compares them. */
function* problemsOfGiven(where, given) {
  const { argument, values, least, byDefault, within, position } = given
  yield* unknownKeys(where, given, GIVEN_KEYS)
  if (!ARGUMENT.test(String(argument ?? ''))) yield { where, what: `no name of an argument: ${argument}` }
  if (values === undefined && least === undefined && byDefault === undefined)
    yield { where, what: `does not say what ${argument} has to be` }
  if (values !== undefined && !(Array.isArray(values) && values.length > 0))
    yield { where, what: `values of ${argument}` }
  if (least !== undefined && !(least > 0)) yield { where, what: `least of ${argument} is ${least}` }
  if (byDefault !== undefined && byDefault !== true)
    yield { where, what: `byDefault is true or left out: ${byDefault}` }
  for (const own of [position, within?.position]) {
    if (own !== undefined && !(Number.isInteger(own) && own >= 0))
      yield { where, what: `position of ${argument}: ${own}` }
  }
  if (within !== undefined) yield* unknownKeys(where, within, WITHIN_KEYS)
}

function* rangeProblems(where, { since, until, from, to }) {
  for (const version of [since, until]) {
    if (version !== undefined && (typeof version !== 'string' || valid(version) === null))
      yield { where, what: `no version in quotes: ${version}` }
  }
  if (since !== undefined && until !== undefined && ge(String(since), String(until)))
    yield { where, what: `holds until ${until}, before ${since}` }
  for (const day of [from, to])
    if (day !== undefined && !isDay(day)) yield { where, what: `no day of the calendar: ${day}` }
  if (from !== undefined && to !== undefined && from >= to) yield { where, what: `ends on ${to}, before ${from}` }
  // Without a day the newest version of any day would be in the range.
  if (since !== undefined && from === undefined) yield { where, what: `holds since ${since}, of no day` }
  if (until !== undefined && to === undefined) yield { where, what: `holds until ${until}, of no day` }
}

function* namesIn(where, key, names, pattern) {
  if (!(Array.isArray(names) && names.length > 0)) yield { where, what: `${key} is empty` }
  for (const name of names ?? []) if (!pattern.test(name)) yield { where, what: `${key}: no name of Python: ${name}` }
}

function* unknownKeys(where, object, known) {
  for (const key of Object.keys(object)) if (!known.has(key)) yield { where, what: `has an unknown key: ${key}` }
}
