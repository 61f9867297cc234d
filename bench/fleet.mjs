/**
 * Measures the fleet. Run after a build.
 *
 * usage: npm run bench:fleet -- questions    each question and the dashboard over 10,000 made-up outcomes
 */
const PARTS = {
  questions: () => import('./fleet/questions.mjs'),
}

const load = PARTS[process.argv[2]]
if (load) {
  await load()
} else {
  console.error(`usage: npm run bench:fleet -- ${Object.keys(PARTS).join('|')}`)
  process.exitCode = 2
}
