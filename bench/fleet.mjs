/**
 * Measures the fleet. Run after a build.
 *
 * usage: npm run bench:fleet -- questions                each question and the dashboard over 10,000 made-up outcomes
 *        npm run bench:fleet -- speed [LIST | count [engine | workers …]]
 *                                                        embedded, PostgreSQL and Redis side by side with 1, 2 and 4 workers
 *        npm run bench:fleet -- judging [LIST | count]   judging again beside auditing
 *        npm run bench:fleet -- faults [engine [kills]]  kills at random; engine is embedded, postgres or redis
 */
const PARTS = {
  questions: () => import('./fleet/questions.mjs'),
  speed: async () => (await import('./fleet/speed.mjs')).speed(process.argv[3], process.argv.slice(4)),
  judging: async () => (await import('./fleet/judging.mjs')).judging(process.argv[3]),
  faults: async () => (await import('./fleet/kills.mjs')).faults(process.argv[3], Number(process.argv[4] ?? 200)),
}

const load = PARTS[process.argv[2]]
if (load) {
  await load()
} else {
  console.error(`usage: npm run bench:fleet -- ${Object.keys(PARTS).join('|')}`)
  process.exitCode = 2
}
