import { statementsOf } from '../statements.mjs'
import { overlap } from '../ranges.mjs'

/**
 * No statement contradicts itself, nor another that holds at the same time: backends may fare differently, but pip
 * installs the one library or does not.
 */
export function* check(knowledge) {
  for (const { where, statement } of statementsOf(knowledge)) {
    const { status, installs, gpu } = statement
    if (status === 'supported' && (installs === false || gpu === false)) {
      yield { where, what: 'is supported, though it does not install or leaves the GPU idle' }
    }
    if (status === 'unsupported' && installs !== false && gpu === true) {
      yield { where, what: 'is unsupported, though it installs and its GPU path works' }
    }
  }
  for (const { file, library } of knowledge.entries) {
    for (const platform of ['metal', 'cuda']) yield* atOdds(`${file} ${platform}`, library[platform])
  }
}

function* atOdds(where, statements) {
  for (const [index, one] of statements.entries()) {
    for (const [ahead, other] of statements.slice(index + 1).entries()) {
      const asked = one.installs !== undefined && other.installs !== undefined
      if (asked && one.installs !== other.installs && overlap(one, other)) {
        yield { where: `${where}[${index}]`, what: `is at odds with [${index + 1 + ahead}] over whether it installs` }
      }
    }
  }
}
