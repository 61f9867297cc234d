/**
 * Makes knowledge/pytorch/metal-functions.tsv: for which number types the library of each wheel for Macs has a function of Metal, one
 * letter a release. The library holds what Metal was compiled to, and its functions by name: `silu_dense_int_int`. Releases that are
 * not given stay as they are; before 2.8 the functions were made when they were called, and have no names to read.
 *
 * usage: npm run knowledge:metal-functions -- WHEEL…
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parse } from 'yaml'
import { withArchive } from './operators/archive.mjs'
import { readTable } from './read.mjs'

const FILE = 'knowledge/pytorch/metal-functions.tsv'
const ORIGINS = 'knowledge/pytorch/operators.yaml'
const LIBRARY = 'torch/lib/libtorch_cpu.dylib'
const VERSION = /torch-(\d+\.\d+)\.\d+/
/** Metal's names of number types -> those of PyTorch. */
const TYPES = {
  bool: 'bool',
  char: 'int8',
  uchar: 'uint8',
  short: 'int16',
  int: 'int32',
  long: 'int64',
  half: 'float16',
  bfloat: 'bfloat16',
  float: 'float32',
  half2: 'complex32',
  float2: 'complex64',
}
const OF = Object.keys(TYPES).join('|')
/** A function for tensors that lie close together: its name, and the types of its result, its input and a number. */
const FUNCTION = new RegExp(String.raw`(?<!\w)([a-z]\w*?)_dense_(?:${OF})_(${OF})(?:_(?:${OF}))?(?!\w)`, 'g')

/** Functions whose names have nothing but the number type: `renorm_float`. They stand in the table as `renorm_{}`. */
const PLAIN = [
  'renorm',
  'unfold_backward',
  'upsample_bicubic2d',
  'upsample_linear1d',
  'upsample_nearest_3d',
  'upsample_trilinear',
]
const PLAIN_FUNCTION = new RegExp(String.raw`(?<!\w)(${PLAIN.join('|')})_(${OF})(?!\w)`, 'g')

const wheels = process.argv.slice(2)
if (wheels.length === 0) {
  console.error('usage: npm run knowledge:metal-functions -- WHEEL…')
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
  const library = withArchive(wheel, (read) => read(LIBRARY)).toString('latin1')
  const found = new Set([
    ...Array.from(library.matchAll(FUNCTION), ([, name, type]) => `${name} ${TYPES[type]}`),
    ...Array.from(library.matchAll(PLAIN_FUNCTION), ([, name, type]) => `${name}_{} ${TYPES[type]}`),
  ])
  for (const name of found) rows.set(name, (rows.get(name) ?? new Set()).add(release))
  console.log(`${release}: ${found.size} functions for a number type`)
}
const lines = [...rows]
  .filter(([, having]) => having.size > 0)
  .map(([name, having]) => `${name}\t${releases.map((release) => (having.has(release) ? 'y' : '-')).join('')}`)
writeFileSync(FILE, `${[`function type\t${releases.join(' ')}`, ...lines.toSorted()].join('\n')}\n`)
