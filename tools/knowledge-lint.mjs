/**
 * Looks for mistakes in knowledge/: one line for each, and exit code 1 when there is any.
 *
 * usage: node tools/knowledge-lint.mjs [FOLDER]
 *
 * Each check is a file of tools/knowledge/lint/ that exports `check`: it takes what was read and yields what is wrong,
 * each problem with the file or name it is about.
 */
import { readdirSync } from 'node:fs'
import { readClaims } from './knowledge/claims.mjs'
import { readKnowledge, readLibraries } from './knowledge/read.mjs'
import { readWheels } from './knowledge/wheels/table.mjs'

const folder = process.argv[2] ?? 'knowledge'
const checks = new URL('knowledge/lint/', import.meta.url)
const knowledge = {
  ...readKnowledge(folder),
  claims: readClaims(folder),
  entries: readLibraries(folder),
  recorded: readWheels(`${folder}/wheels.tsv`),
  folder,
}
const names = readdirSync(checks).filter((name) => name.endsWith('.mjs'))
const modules = await Promise.all(names.toSorted().map((name) => import(new URL(name, checks).href)))
const problems = modules.flatMap(({ check }) => [...check(knowledge)])

for (const { where, what } of problems) console.log(`${where}: ${what}`)
process.exitCode = problems.length === 0 ? 0 : 1
