import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MADE_UP_NOW, madeUpOutcomes } from '../../bench/fleet/made-up.mjs'
import type { DashboardData } from '../../packages/fleet/src/dashboard/data.ts'
import { gather } from '../../packages/fleet/src/dashboard/gather.ts'
import { dashboardPage } from '../../packages/fleet/src/dashboard/page.ts'
import type { Outcome } from '../../packages/fleet/src/store/outcome.ts'
import { HOSTILE, hostileReport } from '../render/hostile.ts'
import { executablePath, launch, openedText } from '../web/browser.ts'
import { failed, faring, openedTables, outcome, stoppedBy } from './outcomes.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const period = { now: MADE_UP_NOW, since: '2026-11-21T00:00:00.000Z' }

async function dataOf(outcomes: Iterable<Outcome>): Promise<DashboardData> {
  const tables = await openedTables(outcomes)
  try {
    return { ...(await gather(tables.connection, {}, period)), reportsAt: '/reports/*' }
  } finally {
    tables.close()
  }
}

describe.skipIf(executablePath === undefined)('the dashboard in Chromium', () => {
  let browser: Browser
  let rich: string
  beforeAll(async () => {
    browser = await launch()
    rich = dashboardPage(await dataOf(madeUpOutcomes(400)))
  })
  afterAll(() => browser.close())

  test('what repositories say neither runs nor loads nor breaks the page', async () => {
    const outcomes = HOSTILE.flatMap((text) => {
      const findings = [stoppedBy(text, { fix: { kind: 'manual', effort: 'minutes', summary: text } })]
      const models = [{ name: text, needs: [], sites: [] }]
      return [
        outcome(text, { team: text, report: faring('needs-edits', { ...hostileReport(text), findings, models }) }),
        failed(`failed ${text}`, 'not-found', text, { team: text }),
      ]
    })
    const { page, wrongs } = await openedText(browser, dashboardPage(await dataOf(outcomes)))
    expect(await page.getByRole('status').textContent()).toContain(`${outcomes.length} repositories`)
    expect(await page.locator('main img, main script, main iframe').count()).toBe(0)
    expect(
      await page
        .locator('main a')
        .evaluateAll((all) => all.every((one) => /^[#/]/.test(one.getAttribute('href') ?? ''))),
    ).toBe(true)
    expect(wrongs).toEqual([])
  })

  test('every part follows the filters', async () => {
    const { page, wrongs } = await openedText(browser, rich)
    const status = page.getByRole('status')
    expect(await status.textContent()).toBe('400 repositories')
    await page.getByRole('combobox', { name: 'Team' }).selectOption('vision')
    const count = Number(/^\d+/.exec((await status.textContent()) ?? '')?.[0])
    expect(count).toBeGreaterThan(5)
    expect(count).toBeLessThan(400)
    const teams = page.getByRole('region', { name: 'Repositories' }).locator('td[data-label=Team]')
    await expect.poll(async () => [...new Set(await teams.allTextContents())]).toEqual(['vision'])
    await page.getByRole('combobox', { name: 'On a Mac' }).selectOption('failed')
    expect(await page.locator('#standing').textContent()).toContain('0 %')
    const failures = page.getByRole('region', { name: 'Not audited' }).locator('tbody tr')
    await expect.poll(() => failures.count()).toBeGreaterThan(0)
    await page.getByLabel('Text').fill('no such repository')
    expect(await page.getByText('No repository is like that.').count()).toBe(1)
    await page.getByRole('button', { name: 'Clear' }).click()
    expect(await status.textContent()).toBe('400 repositories')
    expect(wrongs).toEqual([])
  })

  test('a blocker leads to the repositories that it stops, and they to their reports', async () => {
    const { page } = await openedText(browser, rich)
    const row = page.getByRole('region', { name: 'What blocks most' }).locator('tbody tr').first()
    const stops = Number(await row.locator('td[data-label=Stops]').textContent())
    await row.getByRole('button').click()
    expect(await page.getByRole('status').textContent()).toMatch(new RegExp(`^${stops} of 400 repositories that `))
    const first = page.getByRole('region', { name: 'Repositories' }).locator('a').first()
    expect(await first.getAttribute('href')).toMatch(/^\/reports\/\d+$/)
  })

  test('says what it comes to without scripts', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.setContent(rich)
    expect(await page.locator('main').textContent()).toMatch(/of 400 repositories run on a Mac/)
    await context.close()
  })

  test('nothing audited yet is a whole page', async () => {
    const { page, wrongs } = await openedText(browser, dashboardPage(await dataOf([])))
    expect(await page.getByText('No repository is like that.').count()).toBe(1)
    expect(wrongs).toEqual([])
  })

  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 390],
    ['dark', 390],
  ] as const)('axe finds nothing serious in %s colours, %i pixels wide', async (colorScheme, width) => {
    const { page } = await openedText(browser, rich)
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme })
    await page.locator('#failures').waitFor()
    await page.evaluate(axe)
    const violations: readonly Violation[] = await page.evaluate('axe.run().then(({ violations }) => violations)')
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
    expect(serious.map(({ id, nodes }) => [id, nodes[0]?.html, nodes[0]?.failureSummary])).toEqual([])
  })
})

interface Violation {
  readonly id: string
  readonly impact: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[]
}
