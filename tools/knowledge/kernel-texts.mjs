/**
 * Makes knowledge/pytorch/kernel-texts.tsv: what the kernels for Metal say when they refuse, or warn, one letter a release. The
 * library of a wheel for Macs has each text, the function that it stands in, and the exception that carries it, so no Mac is
 * needed. Where each column comes from stands in operators.yaml; releases that are not given stay as they are.
 *
 * usage: npm run knowledge:kernel-texts -- WHEEL…
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parse } from 'yaml'
import { numbersOf, readTexts, writtenTexts } from './kernel-texts/table.mjs'
import { textsWithExceptions } from './kernel-texts/calls.mjs'
import { isOfUsers } from './kernel-texts/texts.mjs'
import { withArchive } from './operators/archive.mjs'
import { readLibrary } from './operators/mach-o.mjs'

const FILE = 'knowledge/pytorch/kernel-texts.tsv'
const ORIGINS = 'knowledge/pytorch/operators.yaml'
const LIBRARY = 'torch/lib/libtorch_cpu.dylib'
const VERSION = /torch-(\d+\.\d+)\.\d+/
/** Functions of the kernels; their names say so. What compilers take out of them to share it has lost its name. */
const OF_METAL = /mps/i
const SHARED = /OUTLINED_FUNCTION/

const wheels = process.argv.slice(2)
if (wheels.length === 0) {
  console.error('usage: npm run knowledge:kernel-texts -- WHEEL…')
  process.exit(2)
}

const releases = parse(readFileSync(ORIGINS, 'utf8')).map(({ release }) => release)
const texts = readTexts(FILE)
for (const wheel of wheels) {
  const series = VERSION.exec(wheel)?.[1]
  const release = releases.find((name) => name === `${series}.0`)
  if (release === undefined) throw new Error(`${wheel}: ${ORIGINS} has no release for it`)
  const library = withArchive(wheel, (read) => readLibrary(read(LIBRARY)))
  const found = textsWithExceptions(library, (name) => OF_METAL.test(name) || SHARED.test(name))
    .filter(isOfUsers)
    .filter(
      ({ text, exception, function: name }) =>
        !SHARED.test(name) || /MPS/.test(text) || texts.has(`${exception}\t${text}`),
    )
  for (const row of texts.values()) row.releases.delete(release)
  for (const { text, exception } of found) {
    const key = `${exception}\t${text}`
    const row = texts.get(key) ?? { text, exception, releases: new Set() }
    texts.set(key, row)
    row.releases.add(release)
  }
  console.log(`${release}: ${new Set(found.map(({ text }) => text)).size} texts`)
}
writeFileSync(
  FILE,
  writtenTexts(
    texts,
    releases.toSorted((a, b) => numbersOf(a) - numbersOf(b)),
  ),
)
