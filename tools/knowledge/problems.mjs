/**
 * What is wrong with a folder of knowledge. Each check is a file of lint/ that exports `check`: it takes what was read and
 * yields problems.
 */
import { readdirSync } from 'node:fs'
import { readClaims } from './claims.mjs'
import { readKnowledge, readLibraries } from './read.mjs'
import { readWheels } from './wheels/table.mjs'

const folderOfChecks = new URL('lint/', import.meta.url)
const names = readdirSync(folderOfChecks).filter((name) => name.endsWith('.mjs'))
const checks = await Promise.all(names.toSorted().map((name) => import(new URL(name, folderOfChecks).href)))

/** @returns each problem as `what` is wrong and `where`, the file or the name that it is about */
export function problemsOf(folder) {
  const knowledge = {
    ...readKnowledge(folder),
    claims: readClaims(folder),
    entries: readLibraries(folder),
    recorded: readWheels(`${folder}/wheels.tsv`),
    folder,
  }
  return checks.flatMap(({ check }) => [...check(knowledge)])
}
