/**
 * Measures the fleet. Run after a build.
 *
 * usage: npm run bench:fleet                             speed: embedded, PostgreSQL and Redis with 1, 2 and 4 workers
 *        npm run bench:fleet -- speed LIST [count]       speed on repositories of a list
 *        npm run bench:fleet -- faults [engine [kills]]  kills at random; engine is embedded, postgres or redis
 *        npm run bench:fleet -- questions                each question and the dashboard over 10,000 made-up outcomes
 */
const PARTS = {
  speed: () => import('./fleet/running.mjs'),
  faults: () => import('./fleet/running.mjs'),
  questions: () => import('./fleet/questions.mjs'),
}

const load = PARTS[process.argv[2] ?? 'speed']
if (load) {
  await load()
} else {
  console.error(`usage: npm run bench:fleet -- ${Object.keys(PARTS).join('|')}`)
  process.exitCode = 2
}
