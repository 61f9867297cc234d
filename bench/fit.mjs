/**
 * Replays the measurements of knowledge/measurements/ against `fit`, each predicted by rates that know nothing of the chip or card
 * that it was made on, and prints how far off the predictions are and how many measurements lie in the ranges.
 *
 * usage: npm run build && npm run bench:fit
 */
import { replaySpeed } from './fit/speed.mjs'
import { heading, line } from './fit/table.mjs'

console.log(heading)
for (const [name, results] of replaySpeed('knowledge')) console.log(line(name, results))
