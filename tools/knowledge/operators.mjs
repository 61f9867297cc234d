/**
 * Makes knowledge/pytorch/operators.tsv: how each operator of PyTorch fares on MPS, one letter a release, and beside it
 * dtypes.tsv, with which number types functions are expected to fail, and operators.yaml, where each column comes from.
 * Releases that are not given stay as they are.
 *
 * usage: npm run knowledge:operators -- FILE…
 *
 * Each FILE is a wheel of torch or a copy of native_functions.yaml whose name ends in the version. A wheel for Macs tells
 * most: `pip download --no-deps --only-binary :all: --platform macosx_14_0_arm64 torch==2.15.0`. From others it is not
 * known what MPS hands to the CPU by itself, and such operators count as missing or composite.
 */
import { ge } from '@renovatebot/pep440'
import { withSilence } from './operators/expected-failures.mjs'
import { readNativeFunctions } from './operators/native-functions.mjs'
import { readRelease } from './operators/release.mjs'
import { statusesOf } from './operators/status.mjs'
import { readColumns, readOrigins, writeColumns, writeOrigins } from './operators/table.mjs'

const FOLDER = 'knowledge/pytorch'
const OPERATORS = `${FOLDER}/operators.tsv`
const DTYPES = `${FOLDER}/dtypes.tsv`

const files = process.argv.slice(2)
if (files.length === 0) {
  console.error('usage: npm run knowledge:operators -- WHEEL-OR-YAML…')
  process.exit(2)
}

/** As limits.yaml has it, with its sources. */
const COMPLEX_SINCE = '2.1.0'

const columns = readColumns(OPERATORS)
const dtypes = readColumns(DTYPES)
const origins = readOrigins(FOLDER)
for (const file of files) {
  // One after another: a library of PyTorch has hundreds of megabytes.
  // oxlint-disable-next-line no-await-in-loop
  const { version, yaml, onCpu, registered, expected, ...origin } = await readRelease(file)
  const release = firstOfSeries(version)
  const holdsComplex = ge(version, COMPLEX_SINCE)
  const outside = { onCpu: onCpu ?? new Set(), registered: registered ?? new Set(), holdsComplex }
  const statuses = statusesOf(readNativeFunctions(yaml), outside)
  columns.set(release, statuses)
  if (expected !== undefined) dtypes.set(release, onlyOperators(expected, statuses))
  const source = { url: `pkg:pypi/torch@${version}`, seen: new Date().toISOString().slice(0, 10), kind: 'package' }
  origins.set(release, { release, ...origin, onCpu, registered, source })
  console.log(`${release}: ${statuses.size} operators, ${countsOf(statuses)}${onCpu ? '' : ', CPU fallback unknown'}`)
}
writeColumns(OPERATORS, 'operator', columns)
writeColumns(DTYPES, 'function dtype', withSilence(dtypes))
writeOrigins(FOLDER, origins)

/** The patch releases of a series have had the same operators, so the first stands for all of them. */
function firstOfSeries(version) {
  return version.replace(/\.\d+$/, '.0')
}

/** The test databases have variants of functions under names of their own; kept is what is called as an operator is. */
function onlyOperators(expected, statuses) {
  const bases = new Set([...statuses.keys()].map((name) => name.split('.')[0]))
  const isOperator = (name) => bases.has(name.replace(/^nn\.functional\./, '').replaceAll('.', '_'))
  return new Map([...expected].filter(([row]) => isOperator(row.split(' ')[0])))
}

function countsOf(statuses) {
  const letters = [...statuses.values()]
  return ['n', 'c', 'f', 'm', 'x']
    .map((letter) => `${letters.filter((own) => own === letter).length} ${letter}`)
    .join(' ')
}
