import { ge, lt, valid } from '@renovatebot/pep440'

/** The day from which the files of packages are recorded: what was read before stands on its package URL alone. */
const RECORDED_FROM = '2026-11-27'

/**
 * What is said of installing is what the files of each release of the range show. Where it begins with a version, that
 * very version was looked at, and has a wheel.
 */
export function* check({ entries, recorded }) {
  for (const { file, library } of entries) {
    const packages = library.pypi.flatMap((name) => (recorded.has(name) ? { name, ...recorded.get(name) } : []))
    for (const [index, statement] of library.metal.entries()) {
      const where = `${file} metal[${index}]`
      if (library.kind === 'library' && library.pypi.length > 0) yield* looked(where, statement, library, recorded)
      for (const found of packages) yield* borneOut(where, statement, found)
    }
  }
}

/** Whether the first release of the range was looked at, and by a record where that is recent. */
function* looked(where, { installs, since, sources }, { pypi }, recorded) {
  if (installs !== true || valid(since ?? '') === null) return
  const own = (sources ?? []).filter(({ url }) => isRelease(url, pypi, since))
  if (own.length === 0) yield { where, what: `installs since ${since}, and cites no package URL of that version` }
  for (const { url, seen } of own) {
    const name = packageOf(url)?.name
    if (seen >= RECORDED_FROM && !recorded.has(name)) {
      yield { where, what: `the files of ${name} are not recorded: npm run knowledge:wheels -- ${name}` }
    }
  }
}

function isRelease(url, names, since) {
  const { name, version } = packageOf(url) ?? {}
  return names.includes(name) && valid(version) !== null && ge(version, since) && ge(since, version)
}

function packageOf(url) {
  const [, name, version] = /^pkg:pypi\/([^@]+)@(.+)$/.exec(url) ?? []
  return name === undefined ? undefined : { name, version }
}

/** Days alone say nothing of which releases are meant. */
function* borneOut(where, { installs, since, until, from, to }, { name, runs }) {
  const isOfDays = since === undefined && until === undefined && (from !== undefined || to !== undefined)
  if (installs === undefined || isOfDays) return
  const isCompiled = runs.some(({ files }) => files !== 'any' && files !== 'source')
  for (const { files, versions } of runs) {
    const [first, ...more] = versions.filter((version) => isBetween(version, since, until))
    const offers = files === 'source' && !isCompiled ? 'any' : files
    const isOffered = offers === 'source' ? undefined : offers !== 'none'
    if (first === undefined || isOffered === installs || (isOffered === undefined && installs === false)) continue
    const which = more.length === 0 ? `${name} ${first}` : `${name} ${first} to ${more.at(-1)}`
    const has = { none: 'nothing for a Mac', source: 'a source distribution only' }[offers] ?? `wheels (${files})`
    yield { where, what: `installs is ${installs}, and ${which} has ${has}` }
  }
}

function isBetween(version, since, until) {
  return (valid(since ?? '') === null || ge(version, since)) && (valid(until ?? '') === null || lt(version, until))
}
