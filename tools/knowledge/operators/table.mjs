/** The files of knowledge/pytorch that the generator keeps: tables with a letter a release, and where each column comes from. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

const ORIGINS = 'operators.yaml'
const HEAD = '# Where each column of operators.tsv comes from. Made by `npm run knowledge:operators`.\n'

/** Columns by release: each a map from the name of a row to a letter. */
export function readColumns(file) {
  if (!existsSync(file)) return new Map()
  const [head, ...rows] = readFileSync(file, 'utf8').trimEnd().split('\n')
  const releases = (head.split('\t')[1] ?? '').split(' ')
  const named = rows.map((row) => row.split('\t'))
  return new Map(
    releases.map((release, index) => [
      release,
      new Map(named.map(([name, letters]) => [name, letters[index]]).filter(([, letter]) => letter !== '-')),
    ]),
  )
}

/** @param kind what a row is, for the heading */
export function writeColumns(file, kind, columns) {
  const releases = inOrder([...columns.keys()])
  const names = [...new Set([...columns.values()].flatMap((column) => [...column.keys()]))].toSorted()
  const lettersOf = (name) => releases.map((release) => columns.get(release).get(name) ?? '-').join('')
  const rows = names.map((name) => `${name}\t${lettersOf(name)}`)
  writeFileSync(file, [`${kind}\t${releases.join(' ')}`, ...rows, ''].join('\n'))
}

/** Origins by release. */
export function readOrigins(folder) {
  const file = join(folder, ORIGINS)
  const origins = existsSync(file) ? (parse(readFileSync(file, 'utf8'), { schema: 'core' }) ?? []) : []
  return new Map(origins.map((origin) => [origin.release, origin]))
}

export function writeOrigins(folder, origins) {
  const entries = inOrder([...origins.keys()]).map((release) => entryOf(origins.get(release)))
  writeFileSync(join(folder, ORIGINS), HEAD + entries.join(''))
}

function entryOf({ release, file, sha256, revision, onCpu, registered, source }) {
  const lines = [
    `- release: '${release}'`,
    `  file: ${file}`,
    `  sha256: ${sha256}`,
    ...(revision === undefined ? [] : [`  revision: ${revision}`]),
    // What is unknown is left out; an empty list says that there are none.
    ...(onCpu === undefined ? [] : [`  onCpu: ${listOf(onCpu)}`]),
    ...(registered === undefined ? [] : [`  registered: ${listOf(registered)}`]),
    `  source: {url: '${source.url}', seen: ${source.seen}, kind: ${source.kind}}`,
  ]
  return lines.map((line) => `${line}\n`).join('')
}

function listOf(names) {
  return `[${[...names].join(', ')}]`
}

function inOrder(releases) {
  return releases.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
}
