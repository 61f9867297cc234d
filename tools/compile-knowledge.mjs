/**
 * Compiles knowledge/ (YAML, JSON, TSV, for people) into dist/knowledge/ (JSON, for the program): one file for each
 * part, so that a run parses only what it needs. Run by the build; `npm run knowledge:lint` is what finds mistakes.
 *
 * usage: node tools/compile-knowledge.mjs [FROM [TO]]
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readClaims } from './knowledge/claims.mjs'
import { readKnowledge } from './knowledge/read.mjs'

const [from = 'knowledge', to = 'dist/knowledge'] = process.argv.slice(2)
const claims = readClaims(from).map(({ file: _file, ...claim }) => claim)
const knowledge = { ...readKnowledge(from), claims }
const newest = daysOf(knowledge).toSorted().at(-1) ?? ''

mkdirSync(to, { recursive: true })
for (const [part, value] of Object.entries({ newest, ...knowledge })) {
  writeFileSync(join(to, `${part}.json`), JSON.stringify(value))
}

/** Every day on which a source was seen: the newest of them is how fresh the knowledge is. */
function daysOf(value) {
  if (typeof value !== 'object' || value === null) return []
  const own = typeof value.seen === 'string' ? [value.seen] : []
  return [...own, ...Object.values(value).flatMap(daysOf)]
}
