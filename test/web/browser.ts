import { type Browser, chromium, type Page } from 'playwright-core'
import { chromium as pathOf } from '../../tools/chromium.mjs'
import { output } from '../../src/render/html/index.ts'
import type { Report } from '../../src/report/report.ts'
import { shown } from '../render/shown.ts'

export const executablePath = pathOf()

export async function launch(): Promise<Browser> {
  return chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ['--no-sandbox'] })
}

/** A page that shows a report, and all that should not have happened on it. */
export async function opened(browser: Browser, report: Report, hash = ''): Promise<Opened> {
  return openedText(browser, shown(output, report), hash)
}

interface Opened {
  readonly page: Page
  readonly wrongs: string[]
}

/** The same of any page. */
export async function openedText(browser: Browser, body: string, hash = ''): Promise<Opened> {
  const page = await browser.newPage()
  const wrongs: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') wrongs.push(message.text())
  })
  page.on('pageerror', (error) => wrongs.push(error.message))
  page.on('dialog', (dialog) => {
    wrongs.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    if (request.url().replace(/#.*/s, '') !== ADDRESS) wrongs.push(`request: ${request.url().slice(0, 100)}`)
  })
  await page.route(ADDRESS, (route) => route.fulfill({ contentType: 'text/html', body }))
  await page.goto(ADDRESS + hash)
  return { page, wrongs }
}

const ADDRESS = 'http://report.test/'
