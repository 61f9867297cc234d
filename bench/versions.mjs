/**
 * Whether rehearsals work with other versions of PyTorch: each Python is asked for its own, and the behaviours of the tests that are
 * of that release or an older one are tried on it.
 *
 * usage: npm run bench:versions -- PYTHON…     each has a PyTorch; of an empty list, the one of the tests
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { root } from '../tools/install.mjs'

const FOLDER = `${root}test/rehearse/behaviours`
const RUNNER = `${root}test/rehearse/run-behaviours.py`

const pythons = process.argv.length > 2 ? process.argv.slice(2) : [`${root}.venv/bin/python`]
const files = readdirSync(FOLDER).map((name) => ({ name, ...parse(readFileSync(join(FOLDER, name), 'utf8')) }))
process.exitCode = pythons.map(isRight).every(Boolean) ? 0 : 1

function isRight(python) {
  const about = 'import torch, platform; print(torch.__version__, platform.python_version())'
  const { stdout, status } = spawnSync(python, ['-c', about], { encoding: 'utf8' })
  if (status !== 0) return say(`${python}: has no PyTorch that can be imported`, false)
  const [torch, version] = stdout.trim().split(' ')
  const tried = [...settingsUpTo(torch)].flatMap(([setting, programs]) => triedWith(python, setting, programs))
  const wrong = tried.flatMap(({ problem }) => (problem === undefined ? [] : [problem]))
  for (const problem of wrong) console.log(`  ${problem}`)
  return say(
    `PyTorch ${torch}, Python ${version}: ${tried.length - wrong.length} of ${tried.length} behaviours right`,
    wrong.length === 0,
  )
}

function say(text, isWell) {
  console.log(text)
  return isWell
}

/** Programs by release and environment: they run in one process, since importing PyTorch takes longer than any of them. */
function settingsUpTo(installed) {
  const settings = new Map()
  for (const { name, torch, env = {}, before, cases } of files) {
    if (isNewer(torch, installed)) continue
    const setting = JSON.stringify({ torch, env })
    const programs = settings.get(setting) ?? []
    settings.set(setting, programs)
    for (const one of cases) programs.push({ ...one, id: `${name}: ${one.id}`, code: `${before}\n${one.code}\n` })
  }
  return settings
}

function isNewer(release, installed) {
  const [[major, minor], [ownMajor, ownMinor]] = [release, installed].map((text) => text.split('.').map(Number))
  return major > ownMajor || (major === ownMajor && minor > ownMinor)
}

function triedWith(python, setting, programs) {
  const { torch, env } = JSON.parse(setting)
  const folder = mkdtempSync(join(tmpdir(), 'acclimate-versions-'))
  try {
    writeFileSync(join(folder, 'cases.json'), JSON.stringify(programs))
    const words = ['rehearse', '--quiet', '--torch', torch, '--', python, RUNNER, join(folder, 'cases.json')]
    const ended = spawnSync(process.execPath, [`${root}dist/cli.js`, ...words], {
      encoding: 'utf8',
      env: { ...process.env, OMP_NUM_THREADS: '1', ...env },
    })
    const lines = ended.stdout.split('\n').filter((line) => line.startsWith('{'))
    const results = new Map(lines.map((line) => JSON.parse(line)).map((result) => [result.id, result]))
    const refusal = ended.stderr.split('\n').find((line) => line.startsWith('acclimate:'))
    return programs.map((program) => ({ problem: problemOf(program, results.get(program.id), refusal) }))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function problemOf({ id, raises, message, prints, warns }, result, refusal) {
  if (result === undefined) return `${id}: ${refusal ?? 'did not run'}`
  const { error, printed, warned } = result
  const said = error === null ? `nothing, prints ${printed.trim()}` : `${error.type}: ${error.message.slice(0, 160)}`
  const isAsExpected =
    raises === undefined
      ? error === null && matches(prints, printed) && (warns === undefined || warned.some((one) => matches(warns, one)))
      : error !== null && isOfKind(raises, error.type) && matches(message, error.message)
  return isAsExpected ? undefined : `${id}: raises ${said}`
}

/** What a newer PyTorch raises above its kernels may be of a narrower kind, which the same handlers catch. */
function isOfKind(raises, type) {
  const matching = new RegExp(`^(?:${raises})$`)
  return matching.test(type) || (type === 'NotImplementedError' && matching.test('RuntimeError'))
}

function matches(pattern, text) {
  return pattern === undefined || new RegExp(pattern, 's').test(text)
}
