/**
 * How true the audit is: of its certain and likely findings on programs that run, how many a rehearsal bears out. Each program is
 * audited and rehearsed as it stands, with small made-up data; bench/truth/programs.yaml names them.
 *
 * usage: npm run bench:truth -- REPOSITORIES [PYTHON]     REPOSITORIES has a clone of each, as owner+name
 *                                                         PYTHON has PyTorch and what the programs need: scipy,
 *                                                         tensorboard, torchvision and matplotlib
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { root } from '../tools/install.mjs'
import { judged, laidOut } from './truth/judged.mjs'

const OUTCOMES = ['confirmed', 'refuted', 'not-reached']

const [repositories, python = `${root}.venv/bin/python`] = process.argv.slice(2)
if (repositories === undefined) {
  console.error('usage: npm run bench:truth -- REPOSITORIES [PYTHON]')
  process.exit(2)
}
const setting = { repositories, python }
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
    if (!laidOut(program, folder, setting)) {
      console.log(`${name}: no clone of it in ${repositories}`)
      return []
    }
    const { report, rehearsal, problem } = judged(program, folder, setting)
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
