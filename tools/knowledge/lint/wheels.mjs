import { compare, ge, lt, valid } from '@renovatebot/pep440'

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
  const own = (sources ?? []).map(({ url, seen }) => ({ ...packageOf(url), seen })).filter(isFirst)
  if (own.length === 0) yield { where, what: `installs since ${since}, and cites no package URL of that version` }
  for (const { name, version, seen } of own) {
    const runs = recorded.get(name)?.runs
    if (runs === undefined) {
      if (seen >= RECORDED_FROM)
        yield { where, what: `record the files of ${name}: npm run knowledge:wheels -- ${name}` }
      continue
    }
    const run = runs.find(({ versions }) => versions.some((each) => compare(each, version) === 0))
    if (run === undefined) yield { where, what: `installs since ${since}, and the index has no ${name} ${version}` }
    else if (run.files === 'none' || (run.files === 'source' && isCompiled(runs))) {
      yield { where, what: `installs since ${since}, and ${name} ${version} has no wheel for Apple silicon` }
    }
  }

  function isFirst({ name, version }) {
    return pypi.includes(name) && valid(version) !== null && compare(version, since) === 0
  }
}

function packageOf(url) {
  const [, name, version] = /^pkg:pypi\/([^@]+)@(.+)$/.exec(url) ?? []
  return { name, version: version ?? '' }
}

/** Whether wheels of a package are made for one machine, so that a source distribution has to be built. */
function isCompiled(runs) {
  return runs.some(({ files }) => files !== 'any' && files !== 'source')
}

/** Days alone say nothing of which releases are meant. */
function* borneOut(where, { installs, since, until, from, to }, { name, runs }) {
  const isOfDays = since === undefined && until === undefined && (from !== undefined || to !== undefined)
  if (installs === undefined || isOfDays) return
  const firstWheels = runs.findIndex(({ files }) => files !== 'none' && files !== 'source')
  for (const [index, { files, versions }] of runs.entries()) {
    const [first, ...more] = versions.filter((version) => isBetween(version, since, until))
    const isBuilt = files === 'source' && isCompiled(runs) && index < firstWheels
    const isFalse = installs ? files === 'none' || isBuilt : files !== 'none' && files !== 'source' && files !== 'any'
    if (first === undefined || !isFalse) continue
    const which = more.length === 0 ? `${name} ${first}` : `${name} ${first} to ${more.at(-1)}`
    const has = { none: 'nothing for a Mac', source: 'a source distribution only' }[files] ?? `wheels (${files})`
    yield { where, what: `installs is ${installs}, and ${which} has ${has}` }
  }
}

function isBetween(version, since, until) {
  return (valid(since ?? '') === null || ge(version, since)) && (valid(until ?? '') === null || lt(version, until))
}
