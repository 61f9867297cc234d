/** Writes the explorer as a web site: all that a server of files needs. */
import { cpSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { root } from '../install.mjs'
import { buildApp, plainPagesModule } from './app.mjs'

/** What the pages fetch, and what has to stand beside it. */
const FETCHED = { knowledge: /\.json$/, grammars: /\.(?:wasm|LICENSE)$/ }

/**
 * @param {string} folder - where it goes, ending in a slash; what is there is replaced
 * @param {string} address - where it will stand, ending in a slash; empty where that is not known
 * @returns {Promise<readonly string[]>} the paths of all pages
 */
export async function writeSite(folder, address = '') {
  const paths = []
  for await (const { path, text } of sitePages(folder, address)) {
    write(`${path}index.html`, text)
    paths.push(path)
  }
  if (address !== '') write('sitemap.txt', `${paths.map((path) => address + path).join('\n')}\n`)
  return paths

  function write(path, text) {
    mkdirSync(dirname(folder + path), { recursive: true })
    writeFileSync(folder + path, text)
  }
}

/**
 * The same without the pages, which it gives: they are thousands.
 *
 * @returns {AsyncGenerator<{ path: string, text: string }>}
 */
export async function* sitePages(folder, address = '') {
  const plain = await plainPagesModule()
  const assetsOf = await buildApp(folder, plain)
  for (const [name, kind] of Object.entries(FETCHED)) {
    const filter = (path) => kind.test(path) || statSync(path).isDirectory()
    cpSync(`${root}dist/${name}`, folder + name, { recursive: true, filter })
  }
  // A server answers it anywhere, so its links are whole.
  writeFileSync(`${folder}404.html`, plain.documentOf(plain.plainMissing, assetsOf(), address, address || './'))
  // Otherwise GitHub Pages would leave out what begins with an underscore.
  writeFileSync(`${folder}.nojekyll`, '')
  for await (const page of plain.plainPages(async (path) => readFileSync(`${root}dist/${path}`, 'utf8'))) {
    yield { path: page.path, text: plain.documentOf(page, assetsOf(page.file), address) }
  }
}
