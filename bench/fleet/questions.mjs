/** Measures how long each question takes over 10,000 made-up outcomes, and how soon the dashboard has and follows them. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { gather } from '../../packages/fleet/dist/dashboard/gather.js'
import { dashboardPage } from '../../packages/fleet/dist/dashboard/page.js'
import { ask } from '../../packages/fleet/dist/questions/ask.js'
import { QUESTIONS } from '../../packages/fleet/dist/questions/questions.js'
import { openTables } from '../../packages/fleet/dist/tables/open.js'
import { addOutcomes } from '../../packages/fleet/dist/tables/write.js'
import { chromium as pathOf } from '../../tools/chromium.mjs'
import { folder, median } from '../measure.mjs'
import { watch } from '../watch-page.mjs'
import { MADE_UP_NOW, madeUpOutcomes } from './made-up.mjs'

const COUNT = 10_000
const ROUNDS = 5
/** Milliseconds of a question, to first content, and of the longest pause while a choice takes effect. */
const MOST_QUESTION = 300
const MOST_FIRST = 1_000
const MOST_PAUSE = 50
const PERIOD = { now: MADE_UP_NOW, since: '2026-11-21T00:00:00.000Z' }
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run']

/** What a reader does one after another. */
const STEPS = {
  'type a letter': "type('v')",
  'type a word': "type('vision')",
  'type what nothing has': "type('no such thing')",
  'clear the text': "type('')",
  'choose a team': "choose('Team', 3)",
  'choose a framework': "choose('Framework', 2)",
  'choose a status': "choose('On a Mac', 3)",
  'show all again': "press('Clear')",
  'show more': "press('Show more')",
}

let failures = 0
const tables = join(folder, 'tables')
const made = await timed(async () => [...madeUpOutcomes(COUNT)])
const written = await timed(() => addOutcomes(tables, made.result))
console.log(`${COUNT} repositories, ${made.result.length} outcomes, put into tables in ${inSeconds(written)}`)
const { connection, close } = await openTables(tables)
for (const question of QUESTIONS) {
  // oxlint-disable-next-line no-await-in-loop -- at once they would slow each other down
  const rounds = await repeated(() => ask(connection, question, {}, PERIOD))
  check(question.name, rounds, MOST_QUESTION)
}
const page = await timed(async () => dashboardPage(await gather(connection, {}, PERIOD)))
close()
console.log(`      the dashboard is made in ${inSeconds(page)}, ${(page.result.length / 1e6).toFixed(2)} MB`)
const file = join(folder, 'fleet.html')
writeFileSync(file, page.result)
await lookedAt()
process.exitCode = failures === 0 ? 0 : 1

async function lookedAt() {
  const executablePath = pathOf()
  if (executablePath === undefined) {
    console.error('there is no Chromium to measure in')
    failures += 1
    return
  }
  const browser = await chromium.launch({ executablePath, args: FLAGS })
  const rounds = []
  // oxlint-disable-next-line no-await-in-loop -- at once they would slow each other down
  for (let round = 0; round < ROUNDS; round++) rounds.push(await opened(browser))
  await browser.close()
  const told = (what, figure, most) => check(what, rounds.map(figure), most)
  told('first content', ({ first }) => ({ wall: first }), MOST_FIRST)
  told('all of it', ({ ready }) => ({ wall: ready }), MOST_FIRST)
  for (const step of Object.keys(STEPS)) told(step, ({ steps }) => ({ wall: steps[step] }), MOST_PAUSE)
}

/** One opening of the page, in a window of its own. */
async function opened(browser) {
  const window = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await window.addInitScript(watch, '.standing')
  await window.goto(pathToFileURL(file).href)
  await window.locator('.standing').waitFor()
  const { first, ready } = await window.evaluate('times()')
  const steps = {}
  // oxlint-disable-next-line no-await-in-loop -- one after another, as a reader does
  for (const [step, action] of Object.entries(STEPS)) steps[step] = await window.evaluate(`timed(() => ${action})`)
  await window.close()
  return { first, ready, steps }
}

async function repeated(act) {
  const rounds = []
  // oxlint-disable-next-line no-await-in-loop -- at once they would slow each other down
  for (let round = 0; round < ROUNDS; round++) rounds.push(await timed(act))
  return rounds
}

/** Milliseconds by the clock, and of all processors together. */
async function timed(act) {
  const began = performance.now()
  const before = process.cpuUsage()
  const result = await act()
  const { user, system } = process.cpuUsage(before)
  return { result, wall: performance.now() - began, cpu: (user + system) / 1000 }
}

function check(what, rounds, most) {
  const wall = median(rounds.map((round) => round.wall))
  const holds = wall < most
  if (!holds) failures += 1
  const cpu =
    rounds[0]?.cpu === undefined ? '' : `, ${median(rounds.map((round) => round.cpu)).toFixed(0)} ms of processors`
  console.log(`${holds ? 'ok  ' : 'FAIL'}  ${what.padEnd(24)} ${wall.toFixed(0)} ms${cpu}`)
}

function inSeconds({ wall, cpu }) {
  return `${(wall / 1000).toFixed(1)} s (${(cpu / 1000).toFixed(1)} s of processors)`
}
