/**
 * Measures the fleet. Run after a build.
 *
 * usage: npm run bench:fleet -- questions    each question and the dashboard over 10,000 made-up outcomes
 */
const PARTS = ['questions']

const [part] = process.argv.slice(2)
if (PARTS.includes(part)) {
  await import(`./fleet/${part}.mjs`)
} else {
  console.error(`usage: npm run bench:fleet -- ${PARTS.join('|')}`)
  process.exitCode = 2
}
