/**
 * Whether a rehearsal would have shown the way: each public port is rehearsed before and after. Before, the program has to fail, or
 * to leave the GPU idle, at a line that the port changed; after it, to pass with work on the GPU.
 *
 * usage: npm run bench:ported -- REPOSITORIES [PYTHON] [NAME]     REPOSITORIES has a clone of each, as owner+name
 *                                                                PYTHON has PyTorch and what the programs need
 *                                                                NAME of the repositories to try; all, if none is named
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, normalize, resolve } from 'node:path'
import { parse } from 'yaml'
import { root } from '../tools/install.mjs'
import { judged, laidOut } from './truth/judged.mjs'

/** What a program beside programs.yaml is called in the tree, where no module has that name. */
const PROGRAM = 'ported_program.py'
/** Kinds of events after which a program ends, or leaves the GPU idle. */
const FAILS = new Set(['raised', 'dtype-refused', 'import-refused', 'left-device'])

const [repositories, python = `${root}.venv/bin/python`, wanted = ''] = process.argv.slice(2)
if (repositories === undefined) {
  console.error('usage: npm run bench:ported -- REPOSITORIES [PYTHON] [NAME]')
  process.exit(2)
}
const ports = parse(readFileSync(`${root}bench/ported/programs.yaml`, 'utf8')).filter(({ repository }) =>
  repository.includes(wanted),
)
const shown = ports.map(shows)
console.log(
  `${shown.filter(Boolean).length} of ${ports.length} ports: fails or idles before at a line that the port changed, passes after`,
)

function shows(port) {
  const before = tried(port, port.before, port.command)
  const after = tried(port, port.after, [...(port.command ?? []), ...(port.also ?? [])])
  const problem = before.problem ?? after.problem
  if (problem !== undefined) {
    console.log(`${port.repository}: could not be tried: ${problem}`)
    return false
  }
  const changed = linesChanged(port)
  const at = placesOf(before).find(({ file, line }) => changed.get(normalize(file))?.has(line))
  const { onDevice, calls } = after.rehearsal.device
  const passes = after.rehearsal.exit.code === 0 && onDevice > 0
  console.log(
    `${port.repository}@${port.after.slice(0, 9)}: before ${at === undefined ? `NOT SHOWN (${placesOf(before).map(({ file, line }) => `${file}:${line}`)})` : `${at.what} at ${at.file}:${at.line}`}; ` +
      `after ${passes ? 'passes' : `FAILS (${after.rehearsal.exit.reason} ${placesOf(after)[0]?.what ?? ''})`}, ${onDevice} of ${calls} operators on the GPU`,
  )
  return at !== undefined && passes
}

function tried(port, commit, command) {
  const folder = mkdtempSync(join(tmpdir(), 'acclimate-ported-'))
  const setting = { repositories, python }
  try {
    const program = { ...port, commit, command: command?.length > 0 ? command : [PROGRAM] }
    if (!laidOut(program, folder, setting)) return { problem: `no clone of it in ${repositories}` }
    if (port.program !== undefined) copyFileSync(`${root}bench/ported/${port.program}`, join(folder, PROGRAM))
    const path = port.program === undefined ? port.path : (port.path ?? '.')
    return judged({ ...program, path }, folder, setting)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Where a rehearsal says that something fails or stays on the CPU, and the findings of the audit that it confirms. */
function placesOf({ report, rehearsal }) {
  const events = rehearsal.events
    .filter(({ kind }) => FAILS.has(kind))
    .flatMap(({ message, first }) => (first === undefined ? [] : [{ ...first, what: message }]))
  const confirmed = new Set(
    rehearsal.findings.filter(({ outcome }) => outcome === 'confirmed').map(({ fingerprint }) => fingerprint),
  )
  const findings = report.findings.filter(({ fingerprint }) => confirmed.has(fingerprint))
  return [...events, ...findings.flatMap(({ code, sites }) => sites.map((site) => ({ ...site, what: code })))]
}

/** Lines of the files before the port that it replaced, or before which it put others. */
function linesChanged({ repository, before, after, only }) {
  const clone = join(resolve(repositories), repository.replace('/', '+'))
  const { stdout } = spawnSync(
    'git',
    ['-C', clone, 'diff', '--unified=0', '--no-renames', before, after, '--', ...only],
    {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  )
  const changed = new Map()
  let lines
  for (const line of stdout.split('\n')) {
    const file = /^--- a\/(.*)/.exec(line)?.[1]
    if (file !== undefined) changed.set(file, (lines = new Set()))
    const [, start, count = '1'] = /^@@ -(\d+)(?:,(\d+))? /.exec(line) ?? []
    if (start === undefined) continue
    for (let index = 0; index < Math.max(1, Number(count)); index += 1) lines?.add(Number(start) + index)
  }
  return changed
}
