/**
 * Makes knowledge/pytorch/sparse-operators.tsv: which operators each release has for sparse tensors on Metal, one letter a release.
 * native_functions.yaml says so, which every wheel ships. Releases that are not given stay as they are.
 *
 * usage: npm run knowledge:sparse-operators -- WHEEL…
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parse } from 'yaml'
import { withArchive } from './operators/archive.mjs'
import { readTable } from './read.mjs'

const FILE = 'knowledge/pytorch/sparse-operators.tsv'
const ORIGINS = 'knowledge/pytorch/operators.yaml'
const DECLARATIONS = 'torchgen/packaged/ATen/native/native_functions.yaml'
const VERSION = /torch-(\d+\.\d+)\.\d+/

const wheels = process.argv.slice(2)
if (wheels.length === 0) {
  console.error('usage: npm run knowledge:sparse-operators -- WHEEL…')
  process.exit(2)
}

const releases = parse(readFileSync(ORIGINS, 'utf8')).map(({ release }) => release)
const known = readTable(FILE)
const rows = new Map(
  Object.entries(known.rows).map(([name, letters]) => [
    name,
    new Set(known.releases.filter((_, index) => letters[index] === 'y')),
  ]),
)
for (const wheel of wheels) {
  const release = `${VERSION.exec(wheel)?.[1]}.0`
  if (!releases.includes(release)) throw new Error(`${wheel}: ${ORIGINS} has no release for it`)
  for (const having of rows.values()) having.delete(release)
  const declared = parse(withArchive(wheel, (read) => read(DECLARATIONS)).toString('utf8'))
  const names = declared
    .filter(({ dispatch = {} }) => Object.keys(dispatch).some((keys) => keys.split(/, */).includes('SparseMPS')))
    .map(({ func }) => func.slice(0, func.indexOf('(')))
  for (const name of names) rows.set(name, (rows.get(name) ?? new Set()).add(release))
  console.log(`${release}: ${names.length} operators for sparse tensors`)
}
const lines = [...rows]
  .filter(([, having]) => having.size > 0)
  .map(([name, having]) => `${name}\t${releases.map((release) => (having.has(release) ? 'y' : '-')).join('')}`)
writeFileSync(FILE, `${[`operator\t${releases.join(' ')}`, ...lines.toSorted()].join('\n')}\n`)
