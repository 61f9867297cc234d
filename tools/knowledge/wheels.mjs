/**
 * Records which releases of packages have wheels for Macs with Apple silicon, in knowledge/wheels.tsv: what statements on
 * installing rest on, and what the lint holds them against without asking anybody. Asks the index that pip is set up for.
 *
 * usage: npm run knowledge:wheels -- NAME…      packages to record, or to record again
 */
import { runsOf } from './wheels/releases.mjs'
import { filesOnIndex } from './wheels/pip.mjs'
import { readWheels, writeWheels } from './wheels/table.mjs'

const FILE = 'knowledge/wheels.tsv'

const names = process.argv.slice(2)
if (names.length === 0) {
  console.error('usage: npm run knowledge:wheels -- NAME…')
  process.exit(2)
}

const packages = readWheels(FILE)
const seen = new Date().toISOString().slice(0, 10)
for (const name of names) {
  try {
    const runs = runsOf(name, filesOnIndex(name))
    packages.set(name, { seen, runs })
    console.log(`${name}: ${runs.map(({ files, versions }) => `${files} since ${versions[0]}`).join('; ')}`)
  } catch (error) {
    console.error(`${name}: ${error.message}`)
    process.exitCode = 1
  }
}
writeWheels(FILE, packages)
