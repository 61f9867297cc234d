/** The claims of knowledge/claims/, one file each, in the order of their names. */
import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { readYaml } from './read.mjs'

/** What a claim can turn out to be, in the words of the page. */
export const VERDICTS = {
  holds: 'true',
  'holds-if': 'true with conditions',
  outdated: 'outdated',
  wrong: 'false',
  'not-settled': 'not settled',
}

/** What claims are about, in the order and the words of the page. */
export const TOPICS = { runs: 'What runs', speed: 'Speed and energy', memory: 'Memory' }

export function readClaims(folder) {
  const claims = join(folder, 'claims')
  if (!existsSync(claims)) return []
  const files = readdirSync(claims).filter((name) => name.endsWith('.yaml'))
  return files.toSorted().map((name) => {
    const file = join(claims, name)
    return { file, id: basename(name, '.yaml'), figures: [], fits: [], conditions: [], facts: [], ...readYaml(file) }
  })
}

/** The statement on a library that a claim rests on: the newest one, for a back end where the claim names one. */
export function statementOf({ library, platform, backend }, libraries) {
  const statements = libraries.find(({ name }) => name === library)?.[platform] ?? []
  return statements.find((statement) => backend === undefined || statement.backend === backend)
}

/** Numbers of operators that a release lacks on MPS, and that it hands to the CPU by itself. */
export function operatorsIn(release, { releases, operators }) {
  const index = releases.indexOf(release)
  const count = (letter) => Object.values(operators).filter((letters) => letters[index] === letter).length
  return { missing: count('m'), fallsBack: count('f') }
}
