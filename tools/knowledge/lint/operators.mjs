import { lt } from '@renovatebot/pep440'
import { COMPLEX } from '../operators/status.mjs'

const LETTERS = /^[ncfmx-]+$/

/** The table is whole: a source and a letter for each release, and no Python name leads to an operator that it lacks. */
export function* check({ operators: { releases, operators, python, backward, sources }, pitfalls }) {
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
}
