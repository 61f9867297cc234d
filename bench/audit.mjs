/**
 * Measures the audit on a large repository and compares it with what it promises.
 *
 * usage: npm run bench:audit -- DIR    DIR holds 2,000 Python files or more
 *
 * Close everything else first; the two programs that are compared take turns, so that what remains hits both.
 */
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { astGrep } from './ast-grep.mjs'
import { firstByte, folder, measure, median, medians } from './measure.mjs'
import { copyPart } from './part-of-tree.mjs'

const LEAST_FILES = 2_000
const ROUNDS = 3
const STARTS = 10
const SHARES = [0.25, 0.5, 1]
/** Bytes of memory, and seconds to the first byte. */
const MOST_MEMORY = 300e6
const MOST_START = 0.25
/** How much more a megabyte of the whole tree may cost than one of a quarter. */
const MOST_GROWTH = 1.25

const tree = treeGiven()
const program = [process.execPath, fileURLToPath(new URL('../dist/cli.js', import.meta.url))]
let failures = 0

const { ours, theirs } = compare()
check('cold run, wall', `${seconds(ours.wall)} (ast-grep ${seconds(theirs.wall)})`, ours.wall <= theirs.wall)
check('cold run, processor', `${seconds(ours.cpu)} (ast-grep ${seconds(theirs.cpu)})`)
check('peak of memory', `${megabytes(ours.peak)} (ast-grep ${megabytes(theirs.peak)})`, ours.peak < MOST_MEMORY)

const again = secondRuns()
check('second run, wall', seconds(again.wall), again.wall < ours.wall / 4)

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
  return [...program, 'audit', directory, '--quiet', '--format', 'json', '--fail-on', 'none', ...flags]
}

function compare() {
  const other = astGrep(folder, tree)
  const own = auditOf(tree, '--no-cache')
  const rounds = Array.from({ length: ROUNDS }, () => ({ ours: measure(own), theirs: measure(other) }))
  return { ours: medians(rounds.map((round) => round.ours)), theirs: medians(rounds.map((round) => round.theirs)) }
}

function secondRuns() {
  const environment = { ACCLIMATE_CACHE_DIR: join(folder, 'cache') }
  measure(auditOf(tree), environment)
  return medians(Array.from({ length: ROUNDS }, () => measure(auditOf(tree), environment)))
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
  console.log(`${what.padEnd(34)} ${figure.padEnd(28)} ${verdict}`.trimEnd())
}

function seconds(value) {
  return `${value.toFixed(2)} s`
}

function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(0)} MB`
}
