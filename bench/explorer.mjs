/**
 * Measures the explorer in Chromium and compares it with what it promises: what a first visit loads and how soon there is
 * something to read, and how long the audit of a project of 300 files takes beside the command line. Run after a build.
 *
 * usage: npm run bench:explorer
 */
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { serve } from '@hono/node-server'
import { compress } from 'hono/compress'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { chromium } from 'playwright-core'
import { chromium as pathOf } from '../tools/chromium.mjs'
import { writeSite } from '../tools/explorer/site.mjs'
import { manyFiles } from './many-files.mjs'
import { folder, median } from './measure.mjs'

const ROUNDS = 5
const FILES = 300
/** Chromium's profile of that name: bytes a second down and up, and milliseconds of latency. */
const FAST_4G = { offline: false, downloadThroughput: 1_012_500, uploadThroughput: 168_750, latency: 165 }
/** What issue 16 promises. */
const MOST_BYTES = 150_000
const MOST_FIRST = 1_000
const MOST_RATIO = 2

const executablePath = pathOf()
if (executablePath === undefined) {
  console.error('there is no Chromium to measure in')
  process.exit(2)
}
const site = join(folder, 'site/')
await writeSite(site)
const app = new Hono().use(compress()).get('*', serveStatic({ root: site }))
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
await once(server, 'listening')
const address = `http://127.0.0.1:${server.address().port}/`
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--no-first-run'] })

const project = join(folder, 'project')
for (const [path, text] of Object.entries(manyFiles(FILES))) {
  mkdirSync(dirname(join(project, path)), { recursive: true })
  writeFileSync(join(project, path), text)
}

let failures = 0
const visits = []
// oxlint-disable-next-line no-await-in-loop -- at once they would slow each other down
for (let round = 0; round < ROUNDS; round++) visits.push(await visited())
const audits = []
// oxlint-disable-next-line no-await-in-loop -- as above; in turns, so that a busy minute slows both
for (let round = 0; round < ROUNDS; round++) audits.push({ terminal: timedCli(), browser: await timedBrowser() })
await browser.close()
server.close()

const loaded = median(visits.map(({ bytes }) => bytes))
check('a first visit loads', `${(loaded / 1000).toFixed(0)} kB compressed`, loaded < MOST_BYTES)
const readable = median(visits.map(({ first }) => first))
check('something to read, Fast 4G', `${readable.toFixed(0)} ms`, readable < MOST_FIRST)
const ready = median(visits.map(({ usable }) => usable))
check('all can be used, Fast 4G', `${ready.toFixed(0)} ms`, ready < MOST_FIRST)
const terminal = median(audits.map((took) => took.terminal))
const inBrowser = median(audits.map((took) => took.browser))
console.log(`      ${`command line, ${FILES} files`.padEnd(28)} ${terminal.toFixed(0)} ms`)
check(`browser, ${FILES} files`, `${inBrowser.toFixed(0)} ms`, inBrowser < MOST_RATIO * terminal)
process.exitCode = failures === 0 ? 0 : 1

/** A first visit over a slow connection, by a browser that has nothing yet. */
async function visited() {
  const context = await browser.newContext({ serviceWorkers: 'block' })
  const page = await context.newPage()
  const client = await context.newCDPSession(page)
  await client.send('Network.enable')
  await client.send('Network.emulateNetworkConditions', FAST_4G)
  const sizes = []
  page.on('response', (response) => sizes.push(response.body().then((body) => gzipSync(body).length)))
  await page.goto(address, { waitUntil: 'networkidle' })
  const first = await page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
  const usable = await page.evaluate("performance.getEntriesByName('acclimate-shown')[0].startTime")
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
  await context.close()
  return { first, usable, bytes }
}

/** Milliseconds of an audit in a terminal, from start to report. */
function timedCli() {
  const before = performance.now()
  execFileSync(process.execPath, [
    'dist/cli.js',
    'audit',
    project,
    '--no-cache',
    '--quiet',
    '--format',
    'json',
    '--fail-on',
    'none',
  ])
  return performance.now() - before
}

/** Milliseconds of an audit in a browser, from the choice of a folder to the report on the page. */
async function timedBrowser() {
  const context = await browser.newContext({ serviceWorkers: 'block' })
  const page = await context.newPage()
  await page.goto(`${address}audit/`, { waitUntil: 'networkidle' })
  const before = performance.now()
  await page.locator('input[aria-label="Choose a folder"]').setInputFiles(project)
  await page.locator('.report').waitFor({ timeout: 120_000 })
  const took = performance.now() - before
  await context.close()
  return took
}

function check(what, figure, holds) {
  if (!holds) failures += 1
  console.log(`${holds ? 'ok  ' : 'FAIL'}  ${what.padEnd(28)} ${figure}`)
}
