/**
 * How true the audit is: of its certain and likely findings on programs that run, how many a rehearsal bears out. Each program is
 * audited and rehearsed as it stands, with small made-up data; bench/truth/programs.yaml names them.
 *
 * usage: npm run bench:truth -- REPOSITORIES [PYTHON]     REPOSITORIES has a clone of each, as owner+name
 *                                                         PYTHON has PyTorch and what the programs need
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'
import { root } from '../tools/install.mjs'

const CLI = [process.execPath, `${root}dist/cli.js`]
/** Seconds for one program. */
const PATIENCE = 150
const OUTCOMES = ['confirmed', 'refuted', 'not-reached']

const [repositories, python = `${root}.venv/bin/python`] = process.argv.slice(2)
if (repositories === undefined) {
  console.error('usage: npm run bench:truth -- REPOSITORIES [PYTHON]')
  process.exit(2)
}
const programs = [
  { name: 'test/rehearse/programs.py', own: true, command: ['programs.py'] },
  ...parse(readFileSync(`${root}bench/truth/programs.yaml`, 'utf8')),
]
const found = programs.flatMap(tried)
const share = (outcome) => found.filter((finding) => finding.outcome === outcome).length
console.log(
  OUTCOMES.map((outcome) => `${share(outcome)} ${outcome}`).join(', '),
  `of ${found.length} certain and likely`,
)
const told = share('confirmed') + share('refuted')
if (told > 0) console.log(`${((100 * share('confirmed')) / told).toFixed(0)} % confirmed of those that a run can tell`)
for (const { program, code, site, message } of found.filter(({ outcome }) => outcome === 'refuted'))
  console.log(`REFUTED ${program} ${site.file}:${site.line} ${code}: ${message}`)

/** The certain and likely findings for the Mac, each with what the run said of it. */
function tried(program) {
  const folder = mkdtempSync(join(tmpdir(), 'acclimate-truth-'))
  try {
    const name = program.name ?? program.repository
    if (!laidOut(program, folder)) {
      console.log(`${name}: no clone of it in ${repositories}`)
      return []
    }
    const { report, rehearsal, problem } = judged(program, folder)
    if (rehearsal === undefined) {
      console.log(`${name}: did not start: ${problem}`)
      return []
    }
    const outcomes = new Map(rehearsal.findings.map(({ fingerprint, outcome }) => [fingerprint, outcome]))
    const findings = report.findings
      .filter(({ platform, certainty }) => platform === 'metal' && certainty !== 'possible')
      .map(({ code, message, sites, fingerprint }) => ({
        program: name,
        code,
        message,
        site: sites[0],
        outcome: outcomes.get(fingerprint),
      }))
    const counts = OUTCOMES.map((outcome) => findings.filter((finding) => finding.outcome === outcome).length)
    const { device, exit } = rehearsal
    console.log(
      `${name} ${program.command.join(' ')}: ${device.onDevice} operators on the GPU, ${exit.reason} ${exit.code ?? exit.signal}; ${counts.join('/')}`,
    )
    return findings
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Writes a program's tree and data into an empty folder; false where it is not at hand. */
function laidOut({ repository, commit, own, data, only = ['.'], folder: place = '.' }, folder) {
  if (own) {
    writeFileSync(join(folder, 'programs.py'), readFileSync(`${root}test/rehearse/programs.py`))
    return true
  }
  const clone = join(resolve(repositories), repository.replace('/', '+'))
  if (!existsSync(clone)) return false
  const archive = spawnSync('git', ['-C', clone, 'archive', commit, '--', ...only], { maxBuffer: 1 << 30 })
  // A clone may lack large files that the program does not need.
  if (archive.stdout.length === 0) return false
  spawnSync('tar', ['-x', '-C', folder], { input: archive.stdout })
  if (data !== undefined) {
    const where = join(folder, place, data[1])
    mkdirSync(where, { recursive: true })
    run([python, `${root}bench/truth/data.py`, data[0], where], folder)
  }
  return true
}

function judged({ command, folder: place = '.', path, steps }, folder) {
  const audited = run([...CLI, 'audit', '--format', 'json', '--output', 'acclimate-report.json'], folder)
  if (audited.status === 2) throw new Error(audited.stderr)
  const file = join(folder, 'acclimate-report.json')
  const report = JSON.parse(readFileSync(file, 'utf8'))
  const json = join(folder, 'acclimate-rehearsal.json')
  const torch = report.target.packages.torch?.version
  const options = [
    '--report',
    file,
    '--json',
    json,
    '--timeout',
    String(PATIENCE),
    ...(torch === undefined ? [] : ['--torch', torch]),
    ...(steps === undefined ? [] : ['--max-steps', String(steps)]),
  ]
  // From the root of the repository, since the report names its files from there.
  const inside = `cd '${place}' && exec '${python}' ${command.map((word) => `'${word}'`).join(' ')}`
  const env = path === undefined ? {} : { PYTHONPATH: resolve(folder, place, path) }
  const { stderr } = run([...CLI, 'rehearse', ...options, '--', 'sh', '-c', inside], folder, env)
  if (!existsSync(json)) return { problem: stderr.trim().split('\n').at(-1) }
  return { report, rehearsal: JSON.parse(readFileSync(json, 'utf8')) }
}

function run([program, ...words], cwd, env = {}) {
  return spawnSync(program, words, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, OMP_NUM_THREADS: '2', MPLBACKEND: 'Agg', ...env },
  })
}
