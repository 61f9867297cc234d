import { lt } from '@renovatebot/pep440'
import { COMPLEX } from '../operators/status.mjs'

const LETTERS = /^[ncfmx-]+$/

/** The table is whole: a source and a letter for each release, and no Python name leads to an operator that it lacks. */
export function* check({ operators: { releases, operators, python, backward, ways, sources }, pitfalls }) {
  if (sources.length !== releases.length) yield { where: 'operators', what: 'has not one source a release' }
  for (const [name, letters] of Object.entries(operators)) {
    if (letters.length !== releases.length || !LETTERS.test(letters)) {
      yield { where: `operator ${name}`, what: `has not one letter a release: ${letters}` }
    }
  }
  const refused = pitfalls.filter(({ effect, calls, dtypes, macos }) => {
    return effect === 'raises' && calls.includes('torch.Tensor.to') && dtypes?.includes('complex64') && !macos
  })
  for (const { until } of refused) {
    for (const [index, release] of releases.entries()) {
      const inVain = [...COMPLEX].filter((name) => lt(release, until) && operators[name]?.[index] === 'f')
      for (const name of inVain)
        yield { where: `operator ${name}`, what: `falls back in ${release}, which holds no result` }
    }
  }
  for (const [name, alternatives] of [...Object.entries(python), ...Object.entries(backward)]) {
    for (const operator of alternatives.flat()) {
      if (!Object.hasOwn(operators, operator)) yield { where: name, what: `operator not in the table: ${operator}` }
    }
  }
  for (const way of ways) yield* wayProblems(way, operators)
}

const WAY_KEYS = new Set('what calls backward dimensions decides open samples operators sources'.split(' '))
const DECIDER_KEYS = new Set('argument position is not default otherwise'.split(' '))

function* wayProblems(way, operators) {
  const where = `way: ${way.what} (${way.calls?.join(', ')})`
  for (const key of Object.keys(way)) if (!WAY_KEYS.has(key)) yield { where, what: `has an unknown key: ${key}` }
  if (!way.what || !(way.calls?.length > 0) || !(way.operators?.length > 0))
    yield { where, what: 'does not say what goes where' }
  for (const operator of way.operators ?? [])
    if (!Object.hasOwn(operators, operator)) yield { where, what: `operator not in the table: ${operator}` }
  for (const decider of way.decides ?? []) {
    for (const key of Object.keys(decider))
      if (!DECIDER_KEYS.has(key)) yield { where, what: `has an unknown key: ${key}` }
    if ((decider.is === undefined) === (decider.not === undefined))
      yield { where, what: `needs either is or not: ${decider.argument}` }
  }
}
