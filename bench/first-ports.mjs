/**
 * How much of a project’s first port `acclimate port` makes: of the lines that the authors of public ports changed for Metal’s
 * sake, those that it edits, too. Whether both come to the same has to be read: --lines lists each with the edit.
 *
 * usage: npm run bench:first-ports -- REPOSITORIES PORTS [--only NAME] [--lines]
 *
 *   REPOSITORIES   has a clone of each, as owner+name or, bare, as owner+name/repo
 *   PORTS          a line of JSON for each port: `repo`, `before`, `scope`, and `hunks` with `file`, `before_lines`,
 *                  `kind`, `target_lines` and their classes: A for a line that names CUDA, B for one that needs meaning
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { changedIn } from './first-ports/changed-in.mjs'
import { laidOut, ported } from './first-ports/ported.mjs'

/** Kinds of lines that a tool can answer: what is left is operators, number types of models, platforms and policy. */
const ANSWERABLE = new Set([
  'device_selection',
  'cli_option',
  'cuda_call',
  'autocast_amp',
  'empty_cache_sync',
  'map_location',
  'pinned_memory',
  'float64',
  'cuda_only_dependency',
])

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string', default: '' }, lines: { type: 'boolean', default: false } },
})
const [repositories, file] = positionals
if (repositories === undefined || file === undefined) {
  console.error('usage: npm run bench:first-ports -- REPOSITORIES PORTS [--only NAME] [--lines]')
  process.exit(2)
}
const ports = readFileSync(file, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line))
  .filter(({ repo, scope }) => scope === 'port' && repo.includes(values.only))
const sum = { lines: 0, edited: 0, inSpan: 0 }
for (const port of ports) {
  const wanted = wantedOf(port)
  const counts = wanted.length > 0 ? madeOf(port, wanted) : { lines: 0, edited: 0, inSpan: 0 }
  if (counts === undefined) console.log(`${port.id}: is not at hand`)
  else {
    for (const what of Object.keys(sum)) sum[what] += counts[what]
    console.log(`${port.id}: ${shown(counts)}`)
  }
}
console.log(`${ports.length} ports: ${shown(sum)}`)

/** The lines of a port that a tool can answer, each with the span that its author changed. */
function wantedOf({ hunks }) {
  const all = hunks
    .filter(({ kind }) => ANSWERABLE.has(kind))
    .flatMap(({ file: path, kind, before_lines: span, target_lines: lines = [], target_class: classes = '' }) =>
      lines.flatMap((line, index) => (/[AB]/.test(classes[index]) ? [{ path, kind, span, line }] : [])),
    )
  return [...new Map(all.map((wanted) => [`${wanted.path}:${wanted.line}`, wanted])).values()]
}

function madeOf({ repo, before }, wanted) {
  const clone = ['', '/repo', '/.git'].map((end) => join(resolve(repositories), repo.replace('/', '+')) + end)
  const repository = clone.findLast((path) => existsSync(path))
  if (repository === undefined) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'acclimate-first-ports-'))
  try {
    laidOut(repository, before, folder)
    const changes = new Map(ported(folder).files.map(({ path, diff }) => [path, changedIn(diff)]))
    const judged = wanted.map((one) => {
      const lines = changes.get(one.path) ?? new Map()
      const near = [...lines.keys()].filter((line) => line >= one.span[0] && line <= one.span[1])
      return { ...one, made: lines.get(one.line), inSpan: lines.has(one.line) || near.length > 0 }
    })
    if (values.lines) for (const one of judged) console.log(described(one, folder))
    return {
      lines: judged.length,
      edited: judged.filter(({ made }) => made !== undefined).length,
      inSpan: judged.filter(({ inSpan }) => inSpan).length,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function described({ path, line, kind, made, inSpan }, folder) {
  const text = existsSync(join(folder, path))
    ? readFileSync(join(folder, path), 'utf8').split('\n')[line - 1]
    : '(no code)'
  const how = made !== undefined ? 'edited' : inSpan ? 'edited beside' : 'not edited'
  return [
    `  ${path}:${line} ${kind}, ${how}`,
    `    - ${text.trim()}`,
    ...(made ?? []).map((new_) => `    + ${new_.trim()}`),
  ].join('\n')
}

function shown({ lines, edited, inSpan }) {
  const percent = lines > 0 ? ` (${Math.round((100 * inSpan) / lines)} %)` : ''
  return `${lines} lines, ${edited} edited, ${inSpan} edited in the span that was changed${percent}`
}
