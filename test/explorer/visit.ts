import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join, relative } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js/index-native.js'
import type { BrowserContext, Page } from 'playwright-core'
import { explorerApp } from '../../src/explore/explorer-app.ts'
import { sitePages } from '../../tools/explorer/site.mjs'

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
  /** Those of its pages. */
  readonly paths: readonly string[]
  /** All that is in it. */
  readonly files: readonly string[]
  /** What stands in a file of it. */
  readonly text: (path: string) => string
  readonly close: () => void
}

export async function servedSite(): Promise<ServedSite> {
  const folder = `${mkdtempSync(join(tmpdir(), 'acclimate-site-'))}/`
  const pages = new Map<string, string>()
  for await (const { path, text } of sitePages(folder)) pages.set(`${path}index.html`, text)
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://site.test')
    const path = decodeURIComponent(pathname.startsWith(BELOW) ? pathname.slice(BELOW.length) : 'nowhere')
    const file = path === '' || path.endsWith('/') ? `${path}index.html` : path
    try {
      const body = pages.get(file) ?? readFileSync(folder + file)
      response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'text/plain' }).end(body)
    } catch {
      response.writeHead(404, { 'content-type': 'text/html' }).end(readFileSync(`${folder}404.html`))
    }
  })
  const port = await listening(server)
  return {
    address: `http://127.0.0.1:${port}${BELOW}`,
    paths: [...pages.keys()].map((file) => file.slice(0, -'index.html'.length)),
    files: [...pages.keys(), ...filesIn(folder)],
    text: (path) => pages.get(path) ?? readFileSync(folder + path, 'utf8'),
    close() {
      server.close()
      server.closeAllConnections()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The site as `acclimate explore` serves it from dist/: the frame for every address, which its script fills. */
export async function servedFrame(): Promise<Pick<ServedSite, 'address' | 'close'>> {
  const app = explorerApp('dist', readFileSync('dist/explorer/shell.html', 'utf8'))
  const server = createServer(getRequestListener(app.fetch))
  const port = await listening(server)
  return {
    address: `http://127.0.0.1:${port}/`,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
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

/** Drops a file or a folder with all that is in it on the audit page, as a visitor's mouse does, and waits for the report. */
export async function auditedDrop(page: Page, path: string): Promise<void> {
  const client = await page.context().newCDPSession(page)
  const place = await page.locator('.giving').boundingBox()
  const at = { x: (place?.x ?? 0) + 50, y: (place?.y ?? 0) + 50 }
  const data = { items: [], files: [path], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    // oxlint-disable-next-line no-await-in-loop -- in this order
    await client.send('Input.dispatchDragEvent', { type, ...at, data })
  }
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

/** A zip archive with these files in a folder. */
export async function zipped(
  files: Readonly<Record<string, string | Uint8Array>>,
  folder: string,
): Promise<Uint8Array> {
  const zip = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false })
  for (const [path, content] of Object.entries(files)) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
    // oxlint-disable-next-line no-await-in-loop -- in the order in which they are given
    await zip.add(path.startsWith('..') ? path : folder + path, new Uint8ArrayReader(bytes))
  }
  return zip.close()
}
