/**
 * Measures the HTML report in Chromium and compares it with what it promises: how soon there is something to read, and
 * how long each filter takes to show what it leaves. Run after a build.
 *
 * usage: npm run bench:html [-- REPORT]    REPORT was saved with --format json; without one a report of 1,000 findings is made
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { output } from '../dist/render/html/index.js'
import { chromium as pathOf } from '../tools/chromium.mjs'
import { folder, median } from './measure.mjs'
import { manyFindings } from './many-findings.mjs'
import { watch } from './watch-page.mjs'

const ROUNDS = 5
const COUNT = 1_000
/** Milliseconds to first content, and the longest between two frames while a choice takes effect. */
const MOST_FIRST = 1_000
const MOST_PAUSE = 100
/** Bytes of the page of a project. */
const MOST_SIZE = 1_000_000
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run']

/** What a reader does one after another; of each the longest wait for a frame counts until nothing changes any more. */
const STEPS = {
  'type a letter': "type('c')",
  'type a word': "type('cuda')",
  'type what nothing has': "type('no such thing')",
  'clear the text': "type('')",
  'choose an effect': "choose('Effect', 1)",
  'choose a rule': "choose('Rule', 2)",
  'show all again': "press('Clear')",
  'show more': "press('Show more')",
  'turn the colours': "press('colours')",
}

const given = process.argv[2]
const report = given === undefined ? manyFindings(COUNT) : JSON.parse(readFileSync(given, 'utf8'))
const html = output.render(report, { columns: 80, colour: false, pageOf: () => undefined })
const file = join(folder, 'report.html')
writeFileSync(file, html)

const executablePath = pathOf()
if (executablePath === undefined) {
  console.error('there is no Chromium to measure in')
  process.exit(2)
}
const browser = await chromium.launch({ executablePath, args: FLAGS })
const rounds = []
// oxlint-disable-next-line no-await-in-loop -- at once they would slow each other down
for (let round = 0; round < ROUNDS; round++) rounds.push(await measured())
await browser.close()

let failures = 0
console.log(`${report.findings.length} findings; medians of ${ROUNDS} rounds`)
const size = Buffer.byteLength(html)
check('size', `${(size / 1e6).toFixed(2)} MB`, given === undefined || size < MOST_SIZE)
told('first content', (round) => round.first, MOST_FIRST)
told('findings to read', (round) => round.ready, MOST_FIRST)
for (const step of Object.keys(STEPS)) told(step, (round) => round.steps[step], MOST_PAUSE)
process.exitCode = failures === 0 ? 0 : 1

/** One opening of the page, in a window of its own. */
async function measured() {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.addInitScript(watch, '.finding')
  await page.goto(pathToFileURL(file).href)
  await page.locator('.finding').first().waitFor()
  const { first, ready } = await page.evaluate('times()')
  const steps = {}
  // oxlint-disable-next-line no-await-in-loop -- one after another, as a reader does
  for (const [step, action] of Object.entries(STEPS)) steps[step] = await page.evaluate(`timed(() => ${action})`)
  await page.close()
  return { first, ready, steps }
}

function told(what, figure, most) {
  const value = median(rounds.map(figure))
  check(what, `${value?.toFixed(0)} ms`, value < most)
}

function check(what, figure, holds) {
  if (!holds) failures += 1
  console.log(`${holds ? 'ok  ' : 'FAIL'}  ${what.padEnd(24)} ${figure}`)
}
