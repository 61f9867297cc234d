/**
 * How long the HTML report of 1,000 findings takes in Chromium: to first content, and to filter. Run after a build.
 *
 * usage: npm run bench:html
 */
import { chromium } from 'playwright-core'
import { output } from '../dist/render/html/index.js'
import { chromium as pathOf } from '../tools/chromium.mjs'

const COUNT = 1_000
const source = { url: 'https://example.org/source', seen: '2026-11-01', kind: 'issue' }
const unknown = 'unknown'
const findings = Array.from({ length: COUNT }, (_, index) => ({
  code: `device/kind-${index % 30}`,
  platform: 'metal',
  effect: ['blocks', 'degrades', 'info'][index % 3],
  certainty: 'likely',
  reach: 'main',
  message: `The device of number ${index} is chosen for CUDA, and a Mac has none of that name.`,
  sites: [
    { file: `src/part-${index % 80}.py`, line: index, column: 1, endLine: index, endColumn: 9, excerpt: 'x.cuda()' },
  ],
  causes: [],
  sources: [source],
  fix: { kind: 'automatic', effort: 'minutes', summary: 'Choose the device in one place.' },
  fingerprint: `f${index}`,
}))
const report = {
  schemaVersion: 1,
  tool: { name: 'acclimate', version: '0', knowledge: '2026-11-01' },
  project: { name: 'bench' },
  target: { platform: 'metal', os: 'macos', osVersion: '26.1', arch: 'arm64', python: '3.12', packages: {} },
  coverage: { filesRead: 80, bytesRead: 1, unread: [], stale: [] },
  workloads: [],
  dependencies: [],
  findings,
  platforms: {
    cuda: { status: 'runs', reasons: [] },
    metal: {
      status: 'needs-edits',
      reasons: [],
      backends: { mps: unknown, mlx: unknown, jax: unknown, tensorflow: unknown, other: unknown },
      edits: { automatic: COUNT, manual: 0 },
      effort: 'days',
    },
  },
  recommendation: { choice: 'both', certainty: 'likely', reasons: [] },
}

const html = output.render(report, { columns: 80, colour: false, pageOf: () => undefined })
const browser = await chromium.launch({ executablePath: pathOf(), args: ['--no-sandbox'] })
const page = await browser.newPage()
const address = 'http://report.test/'
await page.route(address, (route) => route.fulfill({ contentType: 'text/html', body: html }))
await page.goto(address)
await page.locator('.finding').first().waitFor()
const first = await page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime")
const filtered = await page.evaluate(`(async () => {
  const field = document.querySelector('input[type=search]')
  const before = performance.now()
  field.value = 'part-7 '
  field.dispatchEvent(new Event('input', { bubbles: true }))
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
  return performance.now() - before
})()`)
console.log(
  `${(html.length / 1_000).toFixed(0)} kB; first content ${first?.toFixed(0)} ms; filter ${filtered.toFixed(0)} ms`,
)
await browser.close()
