/**
 * Replays the measurements of knowledge/measurements/ against `fit`, each predicted by rates that know nothing of the chip or card
 * that it was made on, and prints how far off the predictions are and how many measurements lie in the ranges.
 *
 * usage: npm run build && npm run bench:fit [-- --json]
 */
import { replayMemory } from './fit/memory.mjs'
import { replaySpeed } from './fit/speed.mjs'
import { readKnowledge } from '../tools/knowledge/read.mjs'
import { heading, line, summaryOf } from './fit/table.mjs'

const knowledge = readKnowledge('knowledge')
const entries = [...replayMemory('knowledge', knowledge), ...replaySpeed('knowledge', knowledge)]
if (process.argv.includes('--json')) {
  console.log(JSON.stringify(Object.fromEntries(entries.map(([name, results]) => [name, summaryOf(results)]))))
} else {
  console.log(heading)
  for (const [name, results] of entries) console.log(line(name, results))
}
