import { factsOf } from '../statements.mjs'

/** Places on GitHub that a person can open and find the same again. */
const ON_GITHUB =
  /^https:\/\/github\.com\/[\w.-]+\/[\w.-]+(?:$|#|\/(?:blob|tree|raw)\/[^/]+(?:\/|$)|\/(?:issues|pull|discussions)\/\d+|\/commits?\/|\/releases(?:$|\/)|\/wiki(?:$|\/)|\/compare\/)/

/** Branches move, so what is read there today is not what a reader finds tomorrow. */
const BRANCH = /^https:\/\/github\.com\/[^/]+\/[^/]+\/(?:blob|tree|raw)\/(?:main|master|dev|develop|HEAD)(?:\/|$)/

const PACKAGE = /^pkg:(?:pypi|conda|npm|github)\/(?:[\w.%-]+\/)?[\w.%-]+@[\w.+!%-]+$/

/** An address can be opened, and where its kind says that it cannot change, it names the version that was read. */
export function* check(knowledge) {
  for (const { where, fact } of factsOf(knowledge)) {
    for (const { url, kind } of fact.sources ?? []) {
      if (typeof url !== 'string') continue
      if (url.startsWith('https://github.com/') && !ON_GITHUB.test(url))
        yield { where, what: `cannot be opened: ${url}` }
      if (url.startsWith('pkg:') && !PACKAGE.test(url)) yield { where, what: `names no version of a package: ${url}` }
      if (kind === 'package' && !url.startsWith('pkg:')) yield { where, what: `is no package: ${url}` }
      if (kind === 'code' && BRANCH.test(url)) yield { where, what: `code on a branch, not at a commit or tag: ${url}` }
      if (kind === 'issue' && !/\/(?:issues|pull|discussions)\/\d+|\/-\/|\bforum|\bdiscuss/.test(url)) {
        yield { where, what: `is no issue: ${url}` }
      }
    }
  }
}
