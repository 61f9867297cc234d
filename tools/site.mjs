/**
 * Builds the explorer as a web site into site/: all that a server of files needs. Run after a build.
 *
 * usage: npm run site [-- --address https://example.org/acclimate/]    the address is for links to pages and pictures
 */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { buildApp, plainPagesModule } from './explorer/app.mjs'
import { root } from './install.mjs'

const { values } = parseArgs({ options: { address: { type: 'string', default: '' } } })
const address = values.address === '' ? '' : new URL(values.address.replace(/\/?$/, '/')).href
const site = `${root}site/`

const plain = await plainPagesModule()
const assetsOf = await buildApp(site, plain)
for (const [folder, kind] of [
  ['knowledge', /\.json$/],
  ['grammars', /\.(?:wasm|LICENSE)$/],
]) {
  cpSync(`${root}dist/${folder}`, `${site}${folder}`, {
    recursive: true,
    filter: (path) => kind.test(path) || path.endsWith(folder),
  })
}

const addresses = []
for await (const page of plain.plainPages(async (path) => readFileSync(`${root}dist/${path}`, 'utf8'))) {
  write(`${page.path}index.html`, plain.documentOf(page, assetsOf(page.file), address))
  addresses.push(page.path)
}
// A server answers it anywhere, so its links are whole.
write('404.html', plain.documentOf(plain.plainMissing, assetsOf(), address, address || './'))
// Otherwise GitHub Pages would leave out what begins with an underscore.
write('.nojekyll', '')
if (address !== '') write('sitemap.txt', `${addresses.map((path) => address + path).join('\n')}\n`)
console.log(`site/ has ${addresses.length} pages`)

function write(path, text) {
  mkdirSync(dirname(site + path), { recursive: true })
  writeFileSync(site + path, text)
}
