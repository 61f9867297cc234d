import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename } from 'node:path'
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { manyFiles } from '../../bench/many-files.mjs'
import { render } from '../../src/library/render.ts'
import { audit } from '../../src/pipeline.ts'
import { tree } from '../files/tree.ts'
import { hostileCorpus } from '../hostile/corpus.ts'
import { executablePath, launch } from '../web/browser.ts'
import { auditedFolder, saved, type ServedSite, servedSite, visit } from './visit.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const AS_OF = '2026-11-01'

describe.skipIf(executablePath === undefined)('the explorer in Chromium', () => {
  let site: ServedSite
  let browser: Browser
  let context: BrowserContext
  beforeAll(async () => {
    site = await servedSite()
    browser = await launch()
  }, 120_000)
  beforeEach(async () => {
    // What one visitor's browser keeps is not there for the next.
    context = await browser.newContext({ serviceWorkers: 'block' })
    onTestFinished(() => context.close())
  })
  afterAll(async () => {
    await browser?.close()
    site?.close()
  })
  const open = async (path = '') => visit(context, site.address + path)

  test('a project of 300 files gets the report of the command line, byte for byte, and nobody is told', async () => {
    const folder = tree(manyFiles(300))
    const { page, wrongs } = await open(`audit/?as-of=${AS_OF}`)
    await auditedFolder(page, folder)
    const report = await audit(folder, { asOf: AS_OF })
    expect(report.findings.length).toBeGreaterThan(20)
    expect(await saved(page, 'JSON')).toBe(await render(report, 'json'))
    expect(await saved(page, 'SARIF')).toBe(await render(report, 'sarif'))
    expect(await saved(page, 'Markdown')).toBe(await render(report, 'markdown'))
    expect(await saved(page, 'Page to share')).toBe(await render(report, 'html'))
    expect(await page.locator('h1').textContent()).toContain(basename(folder))
    expect(wrongs).toEqual([])
  })

  test('hostile files change nothing', async () => {
    const { root } = hostileCorpus(100)
    const { page, wrongs } = await open(`audit/?as-of=${AS_OF}`)
    await auditedFolder(page, root)
    expect(await page.locator('.report').textContent()).toContain('names/__proto__/constructor.py')
    expect(wrongs).toEqual([])
  })

  test.each(['light', 'dark'] as const)(
    'every kind of page can be used by everybody, in %s colours',
    async (colorScheme) => {
      for (const path of oneOfEachKind(site.paths)) {
        // oxlint-disable-next-line no-await-in-loop
        const { page, wrongs } = await open(path)
        // oxlint-disable-next-line no-await-in-loop
        await page.emulateMedia({ colorScheme })
        // oxlint-disable-next-line no-await-in-loop
        await page.setViewportSize({ width: 390, height: 844 })
        // oxlint-disable-next-line no-await-in-loop
        const faults = await page.evaluate<string[]>(`(() => { ${axe} })(); axe.run().then(({ violations }) =>
        violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ': ' + target + ' ' + failureSummary)))`)
        // oxlint-disable-next-line no-await-in-loop
        const width = await page.evaluate<number>('document.documentElement.scrollWidth')
        expect({ path, faults, width, wrongs }).toEqual({ path, faults: [], width: 390, wrongs: [] })
        // oxlint-disable-next-line no-await-in-loop
        await page.close()
      }
    },
  )
})

/** Of pages that stand in the same folder, the first. */
function oneOfEachKind(paths: readonly string[]): readonly string[] {
  return [
    ...new Map(
      paths.toReversed().map((path) => [path.replace(/[^/]+\/$/, path.split('/').length > 2 ? '*' : '$&'), path]),
    ).values(),
  ]
}
