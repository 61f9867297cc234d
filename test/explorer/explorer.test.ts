import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { manyFiles } from '../../bench/many-files.mjs'
import { loadSettings } from '../../src/config/load-settings.ts'
import { render } from '../../src/library/render.ts'
import { audit } from '../../src/pipeline.ts'
import type { Report } from '../../src/report/report.ts'
import { tree } from '../files/tree.ts'
import { hostileCorpus } from '../hostile/corpus.ts'
import { executablePath, launch } from '../web/browser.ts'
import { auditedDrop, auditedFolder, saved, type ServedSite, servedSite, visit, zipped } from './visit.ts'

/** In the page: a function that says what axe finds wrong. */
const AXE = `${readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')}
  window.faults = async (options) => (await axe.run({ resultTypes: ['violations'], ...options })).violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => id + ' ' + target + ': ' + failureSummary))`
/** In the page: of long lists and tables the first rows stay, which the others are like. */
const SHORTENED = "document.querySelectorAll(':is(tr, li):nth-child(n+24)').forEach((row) => row.remove())"
const AS_OF = '2026-11-01'
/** Milliseconds after which something hangs: the hostile corpus is 60 MB, and machines that run tests are slow. */
const PATIENCE = 60_000
/** Some twenty pages, one of them with the table of all operators. */
const EVERY_PAGE = { timeout: 4 * PATIENCE }
/** Browsers hand out neither links nor empty folders, and a pipe as a file with nothing in it. */
const NOT_GIVEN = /^(?:links\/|names\/train\.py$)/
/** Bytes, compressed, before the first page can be used. */
const MOST_FIRST = 150_000

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
    context.setDefaultTimeout(PATIENCE)
    onTestFinished(() => context.close())
  })
  afterAll(async () => {
    await browser?.close()
    site?.close()
  }, PATIENCE)
  const open = async (path = '') => visit(context, site.address + path)

  test('a project of many files gets the report of the command line, byte for byte, and nobody is told', async () => {
    const folder = tree(manyFiles(80))
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

  test('what is typed before the script has come is kept, and answered', async () => {
    const page = await context.newPage()
    const scripts = new AbortController()
    await page.route('**/*.js', async (route) => {
      if (!scripts.signal.aborted) await once(scripts.signal, 'abort')
      await route.continue()
    })
    await page.goto(`${site.address}libraries/`, { waitUntil: 'commit' })
    const field = page.locator('main input[type=search]')
    await field.fill('flash-att')
    scripts.abort()
    await page.waitForFunction(() => performance.getEntriesByName('acclimate-shown').length > 0)
    await page.keyboard.type('n')
    expect(await field.inputValue()).toBe('flash-attn')
    await page.locator('main a', { hasText: 'Accelerate' }).waitFor({ state: 'detached' })
  })

  test('hostile files change nothing', { timeout: 2 * PATIENCE }, async () => {
    const { root } = hostileCorpus(100)
    const { page, wrongs } = await open(`audit/?as-of=${AS_OF}`)
    await auditedDrop(page, root)
    const onDisk = await audit(root, { asOf: AS_OF })
    const shown: Report = JSON.parse(await saved(page, 'JSON'))
    expect(shown.findings).toEqual(onDisk.findings)
    expect(unreadIn(shown)).toEqual(unreadIn(onDisk))
    expect(wrongs).toEqual([])
  })

  test('an archive of a repository is audited like the folder, and a bomb in it is let go of', async () => {
    const files = { ...manyFiles(12), 'acclimate.toml': 'exclude = ["lib/part_7.py"]\n' }
    const bomb = new Uint8Array(30_000_000)
    const archive = await zipped({ ...files, 'bomb.json': bomb, '../outside.py': 'x.cuda()\n' }, 'captions-main/')
    const { page, wrongs } = await open(`audit/?as-of=${AS_OF}`)
    const buffer = Buffer.from(archive)
    await page
      .locator('input[aria-label^="Choose files"]')
      .setInputFiles({ name: 'x.zip', mimeType: 'application/zip', buffer })
    await page.locator('.report').waitFor()
    const { settings } = await loadSettings(tree(files))
    const report = await audit(tree(files), { ...settings, asOf: AS_OF })
    const shown: Report = JSON.parse(await saved(page, 'JSON'))
    expect(shown.project).toEqual({ name: 'captions-main' })
    expect({ ...shown, project: report.project, coverage: report.coverage }).toEqual(report)
    expect(shown.coverage.unread.map(({ file }) => file).toSorted()).toEqual(['../outside.py', 'bomb.json'])
    expect(wrongs).toEqual([])
  })

  test('what is no archive, and settings that are wrong, are said in a line', async () => {
    const { page, wrongs } = await open('audit/')
    const files = page.locator('input[aria-label^="Choose files"]')
    await files.setInputFiles({ name: 'x.zip', mimeType: 'application/zip', buffer: Buffer.from('not a zip') })
    expect(await page.getByRole('alert').textContent()).toContain('The archive cannot be read')
    await files.setInputFiles({ name: 'acclimate.toml', mimeType: 'text/plain', buffer: Buffer.from('exclud = []\n') })
    await page.getByText('unknown key "exclud"').waitFor()
    expect(wrongs).toEqual([])
  })

  test('an audit can be cancelled, and its report is there again after a look at another page', async () => {
    const { page, wrongs } = await open('audit/')
    const folder = tree(manyFiles(300))
    await page.getByLabel('Choose a folder', { exact: true }).and(page.locator('input')).setInputFiles(folder)
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Choose a folder' }).waitFor()
    await page.getByRole('link', { name: 'Audit a small example' }).click()
    await page.locator('.report').waitFor()
    await page.getByRole('link', { name: 'Acclimate', exact: true }).click()
    await page.locator('.finder').first().waitFor()
    await page.goBack()
    expect(await page.locator('.report h1').textContent()).toContain('photo-captions')
    expect(wrongs).toEqual([])
  })

  test('the keyboard alone leads through', async () => {
    const { page } = await open('')
    // What is focused on the page as it came is forgotten when the program takes it over.
    await expect.poll(() => page.evaluate("performance.getEntriesByName('acclimate-shown').length")).toBe(1)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('content')
    await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'Audit' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Audit a project' }).waitFor()
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('content')
    const chooser = page.waitForEvent('filechooser')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect((await chooser).isMultiple()).toBe(true)
  })

  test('after the first visit there need be no network', async () => {
    const own = await browser.newContext()
    onTestFinished(() => own.close())
    const { page } = await visit(own, site.address)
    await page.evaluate('navigator.serviceWorker.ready')
    await own.setOffline(true)
    await page.goto(`${site.address}audit/?example`)
    await page.locator('.report').waitFor()
    expect(await page.locator('.finding').count()).toBeGreaterThan(10)
  })

  test('a first visit loads little', async () => {
    const page = await context.newPage()
    const loaded: Promise<number>[] = []
    page.on('response', (response) => loaded.push(response.body().then((body) => gzipSync(body).length)))
    await page.goto(site.address, { waitUntil: 'networkidle' })
    const sizes = await Promise.all(loaded)
    expect(sizes.length).toBeGreaterThan(2)
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(MOST_FIRST)
  })

  test('pages can be found and read without scripts', () => {
    const files = new Set(site.paths)
    expect(files.size).toBe(site.paths.length)
    for (const path of site.paths) {
      const html = site.text(`${path}index.html`)
      expect(/<title>([^<]+)<.*?<meta name="description" content="([^"]+)".*<h1/s.exec(html), path).not.toBeNull()
      expect(html, path).toMatch(/<link rel="canonical".*<meta property="og:image"/s)
      // Both would break the policy.
      expect(html, path).not.toMatch(/\sstyle="|<script(?![^>]* src=)|\son[a-z]+="/)
      const links = [...html.matchAll(/<a\b[^>]*? href="(?!https?:)([^"#?]*)[^"]*"/g)].map(([, to = '']) => to)
      const base = new URL(path, 'http://site.test/')
      const dead = links.filter((to) => to !== '' && !files.has(decodeURI(new URL(to, base).pathname.slice(1))))
      expect({ path, dead }).toEqual({ path, dead: [] })
    }
  })

  test('nothing of Node is in what browsers load, and all that it imports is there', () => {
    const scripts = site.files.filter((file) => file.endsWith('.js'))
    expect(scripts.length).toBeGreaterThan(5)
    for (const file of scripts) {
      const code = site.text(file)
      expect(code, file).not.toMatch(/["'`]node:/)
      const imports = [...code.matchAll(/(?:from|import|import\()\s*["'`](\.[^"'`]+)["'`]/g)].map(([, to = '']) => to)
      const missing = imports.filter(
        (to) => !site.files.includes(new URL(to, `http://site.test/${file}`).pathname.slice(1)),
      )
      expect({ file, missing }).toEqual({ file, missing: [] })
    }
  })

  test('every kind of page can be used by everybody, on a phone, in light and dark colours', EVERY_PAGE, async () => {
    const { page, wrongs } = await open()
    await page.setViewportSize({ width: 390, height: 844 })
    const faults: string[] = []
    for (const path of [...oneOfEachKind(site.paths), 'audit/?example']) {
      /* oxlint-disable no-await-in-loop -- at once they would slow each other down */
      await page.emulateMedia({ colorScheme: 'light' })
      await page.goto(site.address + path)
      if (path.endsWith('?example')) await page.locator('.report').waitFor()
      const width = await page.evaluate<number>('document.documentElement.scrollWidth')
      await page.evaluate(SHORTENED)
      const found = await page.evaluate<readonly string[]>(`${AXE}; faults({})`)
      await page.emulateMedia({ colorScheme: 'dark' })
      const inTheDark = await page.evaluate<readonly string[]>(`faults({ runOnly: ['color-contrast'] })`)
      /* oxlint-enable no-await-in-loop */
      faults.push(...[...found, ...inTheDark].map((fault) => `${path}: ${fault}`))
      if (width !== 390) faults.push(`${path}: ${width} pixels wide`)
    }
    expect(faults).toEqual([])
    expect(wrongs).toEqual([])
  })
})

/** Of pages that stand in the same folder, the first. */
function oneOfEachKind(paths: readonly string[]): readonly string[] {
  return [
    ...new Map(
      paths.toReversed().map((path) => [path.replace(/[^/]+\/$/, path.split('/').length > 2 ? '*' : '$&'), path]),
    ).values(),
  ]
}

function unreadIn({ coverage }: Report): Report['coverage']['unread'] {
  return coverage.unread.filter(({ file }) => !NOT_GIVEN.test(file))
}
