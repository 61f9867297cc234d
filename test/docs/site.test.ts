import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, posix } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeDocs } from '../../tools/docs/site/write-docs.mjs'
import { executablePath, launch } from '../web/browser.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const folder = `${mkdtempSync(join(tmpdir(), 'acclimate-docs-'))}/`
let pages: readonly string[] = []
beforeAll(() => {
  pages = writeDocs(folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const read = (path: string): string => readFileSync(folder + path, 'utf8')
const linksIn = (page: string): readonly string[] =>
  [...read(page).matchAll(/ (?:href|src|data-index)="([^"]*)"/g)].map(([, address = '']) => address)
const idsIn = (page: string): ReadonlySet<string> =>
  new Set([...read(page).matchAll(/ id="([^"]*)"/g)].map(([, id = '']) => id))

test('every link within the documentation leads to a page and to a heading that are there', () => {
  const files = new Set(readdirSync(folder, { recursive: true, encoding: 'utf8' }))
  const ids = new Map(pages.map((page) => [page, idsIn(page)]))
  const broken = pages.flatMap((page) =>
    linksIn(page)
      .filter((address) => !/^(?:https?|mailto):/.test(address))
      .filter((address) => {
        const [path = '', anchor] = address.split('#')
        const target = path === '' ? page : posix.join(posix.dirname(page), path)
        return !files.has(target) || (anchor !== undefined && !ids.get(target)?.has(anchor))
      })
      .map((address) => `${page}: ${address}`),
  )
  expect(pages.length).toBeGreaterThan(20)
  expect(broken).toEqual([])
})

test('pages load nothing from elsewhere', () => {
  const loaded = pages.flatMap((page) => [...read(page).matchAll(/<(?:script|link|img)\b[^>]*(?:https?:)?\/\/[^>]*>/g)])
  expect(loaded).toEqual([])
})

test('every page is in the menu, or in a list that is', () => {
  const reached = new Set(['index.html'])
  for (const page of reached) {
    for (const address of linksIn(page).filter((one) => !/^\w+:/.test(one))) {
      const target = posix.join(posix.dirname(page), address.split('#')[0] ?? '')
      if (target.endsWith('.html')) reached.add(target)
    }
  }
  expect(pages.filter((page) => !reached.has(page))).toEqual([])
})

describe.skipIf(executablePath === undefined)('in Chromium, opened from a folder', () => {
  test('the search leads to the section that has the words, and axe finds nothing serious', async () => {
    const browser = await launch()
    const page = await browser.newPage()
    const wrongs: string[] = []
    page.on('pageerror', (error) => wrongs.push(error.message))
    await page.goto(pathToFileURL(`${folder}rules/index.html`).href)
    await page.keyboard.press('/')
    await page.keyboard.type('pre-commit')
    await page.locator('.results a').first().click()
    expect(page.url()).toMatch(/integrations\.html#/)
    await page.getByRole('searchbox').fill('zzqqzz')
    await page.getByText('Nothing matches.').waitFor()
    await page.getByRole('searchbox').fill('')
    await page.evaluate(axe)
    const serious: readonly unknown[] = await page.evaluate(
      'axe.run().then(({ violations }) => violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id, nodes }) => [id, nodes[0].html]))',
    )
    expect(serious).toEqual([])
    expect(wrongs).toEqual([])
    await browser.close()
  })
})
