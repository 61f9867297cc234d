/**
 * Measures the audit on a large repository, beside an earlier build and other programs, and compares it with what it
 * promises.
 *
 * usage: npm run bench:audit -- DIR [BEFORE]    DIR holds 2,000 Python files or more
 *                                               BEFORE is the dist/cli.js of the build before
 *
 * Close everything else first; the programs that are compared take turns, so that what remains hits all of them.
 */
import { appendFileSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { astGrep } from './ast-grep.mjs'
import { firstByte, folder, measure, median, medians } from './measure.mjs'
import { copyPart } from './part-of-tree.mjs'
import { pyright } from './pyright.mjs'

const LEAST_FILES = 2_000
const ROUNDS = 3
const STARTS = 10
const SHARES = [0.25, 0.5, 1]
/** Bytes of memory, and seconds to the first byte and to the report of an unchanged project. */
const MOST_MEMORY = 220e6
const MOST_START = 0.25
const MOST_UNCHANGED = 0.4
/** Shares of what the build before takes for a cold run, and of a cold run for one after an edit of one file. */
const MOST_CPU = 0.65
const MOST_WALL = 0.6
const MOST_EDITED = 0.25
/** How much more a megabyte of the whole tree may cost than one of a quarter. */
const MOST_GROWTH = 1.25

const tree = treeGiven()
const program = [process.execPath, fileURLToPath(new URL('../dist/cli.js', import.meta.url))]
const [, , , before] = process.argv
let failures = 0

const cold = compare()
const { ours } = cold
for (const [name, figures] of Object.entries(cold))
  check(name === 'ours' ? 'cold run' : `beside it, ${name}`, figuresOf(figures))
check('peak of memory', megabytes(ours.peak), ours.peak <= MOST_MEMORY)
if (cold.before) {
  const share = (name) => ours[name] / cold.before[name]
  check('processor, of the build before', percent(share('cpu')), share('cpu') <= MOST_CPU)
  check('wall, of the build before', percent(share('wall')), share('wall') <= MOST_WALL)
}

const { unchanged, edited } = laterRuns()
check('unchanged, wall', seconds(unchanged.wall), unchanged.wall <= MOST_UNCHANGED)
check('after an edit', figuresOf(edited))
check('processor, of a cold run', percent(edited.cpu / ours.cpu), edited.cpu / ours.cpu <= MOST_EDITED)

const start = await startUp()
check('start to first byte', `${(start * 1000).toFixed(0)} ms`, start < MOST_START)

const costs = SHARES.map(costOf)
for (const { share, size, cost } of costs)
  check(`${share * 100} % of the tree, ${megabytes(size)}`, `${cost.toFixed(0)} ms/MB`)
const growth = costs.at(-1).cost / costs[0].cost
check('growth of the cost of a megabyte', growth.toFixed(2), growth <= MOST_GROWTH)

process.exitCode = failures === 0 ? 0 : 1

function treeGiven() {
  const given = process.argv[2] ?? process.env.ACCLIMATE_BENCH_TREE
  const usage = `name a repository of ${LEAST_FILES} Python files or more: npm run bench:audit -- DIR`
  if (!given || !statSync(given, { throwIfNoEntry: false })?.isDirectory()) end(usage)
  const files = readdirSync(given, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.py'))
  if (files.length < LEAST_FILES) end(`${given} has ${files.length} Python files; ${usage}`)
  return resolve(given)
}

function end(message) {
  console.error(message)
  process.exit(2)
}

/** The command line of an audit that shows nothing but its report. */
function auditOf(directory, ...flags) {
  return [...program, ...audit(directory), ...flags]
}

function audit(directory) {
  return ['audit', directory, '--quiet', '--format', 'json', '--fail-on', 'none']
}

/** Cold runs of all programs, by name. */
function compare() {
  const commands = {
    ours: auditOf(tree, '--no-cache'),
    ...(before ? { before: [process.execPath, resolve(before), ...audit(tree), '--no-cache'] } : {}),
    'ast-grep, one rule': astGrep(folder, tree),
    Pyright: pyright(folder, tree),
  }
  const rounds = Array.from({ length: ROUNDS }, () => mapped(commands, (command) => measure(command)))
  return mapped(commands, (_, name) => medians(rounds.map((round) => round[name])))
}

function mapped(object, change) {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value, name)]))
}

/** Runs that find what an earlier one has kept: of a project that is the same, and of one in which a file has changed. */
function laterRuns() {
  const copy = join(folder, 'copy')
  copyPart(tree, 1, copy)
  const environment = { ACCLIMATE_CACHE_DIR: join(folder, 'cache') }
  const run = () => measure(auditOf(copy), environment)
  const file = readdirSync(copy, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.py'))
    .toSorted()
    .at(LEAST_FILES / 2)
  run()
  const same = medians(Array.from({ length: ROUNDS }, run))
  const changed = medians(
    Array.from({ length: ROUNDS }, () => {
      appendFileSync(join(copy, file), '\nEDITED = True\n')
      return run()
    }),
  )
  return { unchanged: same, edited: changed }
}

async function startUp() {
  const empty = join(folder, 'empty')
  mkdirSync(empty)
  const starts = []
  for (let count = 0; count < STARTS; count++) {
    // One after the other: together they would slow each other down.
    // oxlint-disable-next-line no-await-in-loop
    starts.push(await firstByte([...program, 'audit', empty, '--no-cache']))
  }
  return median(starts)
}

/** What one megabyte of a share of the tree costs, in milliseconds of the processor. */
function costOf(share) {
  const part = join(folder, `part-${share}`)
  copyPart(tree, share, part)
  const output = join(folder, 'report.json')
  const runs = Array.from({ length: ROUNDS }, () => measure(auditOf(part, '--no-cache', '--output', output)))
  const size = JSON.parse(readFileSync(output, 'utf8')).coverage.bytesRead
  return { share, size, cost: (medians(runs).cpu * 1000) / (size / 1e6) }
}

/** One line of the table; without a verdict it is there to be read. */
function check(what, figure, passed) {
  if (passed === false) failures += 1
  const verdict = passed === undefined ? '' : passed ? 'pass' : 'FAIL'
  console.log(`${what.padEnd(32)} ${figure.padEnd(44)} ${verdict}`.trimEnd())
}

function figuresOf({ wall, cpu, peak }) {
  return `${seconds(wall)} wall, ${seconds(cpu)} processor, ${megabytes(peak)}`
}

function percent(share) {
  return `${(share * 100).toFixed(0)} %`
}

function seconds(value) {
  return `${value.toFixed(2)} s`
}

function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(0)} MB`
}
