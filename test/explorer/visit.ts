import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { writeSite } from '../../tools/explorer/site.mjs'

/** A path, so that nothing in the site may count on standing at the root of a host. */
const BELOW = '/some/where/'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
}

/** The site as a server of plain files has it. */
export interface ServedSite {
  readonly address: string
  readonly paths: readonly string[]
  /** What stands in a file of it. */
  readonly text: (path: string) => string
  readonly close: () => void
}

export async function servedSite(): Promise<ServedSite> {
  const folder = `${mkdtempSync(join(tmpdir(), 'acclimate-site-'))}/`
  const paths = await writeSite(folder)
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://site.test')
    const path = decodeURIComponent(pathname.startsWith(BELOW) ? pathname.slice(BELOW.length) : 'nowhere')
    const file = path === '' || path.endsWith('/') ? `${path}index.html` : path
    try {
      const body = readFileSync(folder + file)
      response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'text/plain' }).end(body)
    } catch {
      response.writeHead(404, { 'content-type': 'text/html' }).end(readFileSync(`${folder}404.html`))
    }
  })
  const port = await listening(server)
  return {
    address: `http://127.0.0.1:${port}${BELOW}`,
    paths,
    text: (path) => readFileSync(folder + path, 'utf8'),
    close() {
      server.close()
      server.closeAllConnections()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function listening(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address: AddressInfo | string | null = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}

/** A page of the browser, and all that should not have happened on it: a policy that is broken is an error in its console. */
export async function visit(
  context: BrowserContext,
  address: string,
): Promise<{ readonly page: Page; readonly wrongs: readonly string[] }> {
  const page = await context.newPage()
  const wrongs: string[] = []
  const origin = new URL(address).origin
  page.on('console', (message) => {
    if (message.type() === 'error') wrongs.push(message.text())
  })
  page.on('pageerror', (error) => wrongs.push(error.message))
  page.on('dialog', (dialog) => {
    wrongs.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !/^(?:blob|data):/.test(request.url()))
      wrongs.push(`request: ${request.url()}`)
  })
  await page.goto(address)
  return { page, wrongs }
}

/** Gives the audit page a folder, as a visitor does who chooses one, and waits for the report. */
export async function auditedFolder(page: Page, folder: string): Promise<void> {
  await page.getByLabel('Choose a folder', { exact: true }).and(page.locator('input')).setInputFiles(folder)
  await page.locator('.report').waitFor()
}

/** What a button of the report saves. */
export async function saved(page: Page, words: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: words }).click(),
  ])
  return readFileSync(await download.path(), 'utf8')
}
