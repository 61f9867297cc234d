/**
 * Kills runs of `port --write` at drawn moments and says what was lost. Ends with 1 when anything was.
 *
 * usage: npm run bench:kills [-- --count 1000 --seed 1 --files 12]
 */
import { parseArgs } from 'node:util'
import { killed } from './kills/killed.mjs'

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    files: { type: 'string', default: '12' },
  },
})
const [count, seed, files] = [values.count, values.seed, values.files].map(Number)
const { midway, lost } = await killed({ count, seed, files })
for (const what of lost) console.log(what)
console.log(`${count} kills (seed ${seed}, ${files} files), ${midway} between two files: ${lost.length} lost`)
process.exitCode = lost.length > 0 ? 1 : 0
