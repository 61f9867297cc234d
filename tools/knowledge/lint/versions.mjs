import { ge, valid } from '@renovatebot/pep440'
import { statementsOf } from '../statements.mjs'

/** Versions are PEP 440 and quoted, for YAML reads a bare 2.10 as the number 2.1. */
export function* check(knowledge) {
  for (const { where, statement } of statementsOf(knowledge)) {
    const { since, until } = statement
    yield* versionProblems(where, { since, until })
    if (isVersion(since) && isVersion(until) && ge(since, until)) {
      yield { where, what: `holds until ${until}, before ${since}` }
    }
  }
  for (const { file, library } of knowledge.entries) {
    for (const { type, since } of library.models ?? []) yield* versionProblems(`${file} models ${type}`, { since })
    for (const { since, until, with: other } of library.misfits ?? []) {
      yield* versionProblems(`${file} misfits`, {
        since,
        until,
        'with.since': other?.since,
        'with.until': other?.until,
      })
    }
  }
  for (const { name, since } of knowledge.equivalents) yield* versionProblems(`equivalent of ${name}`, { since })
  for (const { operator, since } of knowledge.visionOperators) yield* versionProblems(operator, { since })
  for (const [name, releases] of Object.entries({ ...knowledge.releases, ...knowledge.systems })) {
    for (const { version } of releases) yield* versionProblems(`releases of ${name}`, { version })
  }
}

function* versionProblems(where, versions) {
  for (const [key, value] of Object.entries(versions)) {
    if (value !== undefined && !isVersion(value)) {
      yield { where, what: `${key} is no PEP 440 version in quotes: ${value}` }
    }
  }
}

function isVersion(value) {
  return typeof value === 'string' && valid(value) !== null
}
