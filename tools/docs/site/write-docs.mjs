import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { root } from '../../install.mjs'
import { documentOf } from './document.mjs'
import { renderedPage } from './render-page.mjs'
import { menuOf, sourcesOfDocs } from './sources.mjs'

/**
 * Writes the documentation as a web site.
 *
 * @param {string} folder - where it goes, ending in a slash; what is there is replaced
 * @returns {readonly string[]} the paths of all pages
 */
export function writeDocs(folder) {
  const sources = sourcesOfDocs()
  const known = new Set(sources)
  const rendered = new Map(
    sources.map((source) => [source, renderedPage(source, readFileSync(root + source, 'utf8'), known)]),
  )
  const menu = menuOf(sources).map((part) => ({ ...part, pages: part.sources.map((source) => rendered.get(source)) }))
  rmSync(folder, { recursive: true, force: true })
  for (const one of rendered.values()) write(one.page, documentOf(one, menu))
  const index = [...rendered.values()].flatMap(({ page, title, sections }) =>
    sections.map(({ anchor, heading, text }) => [page, anchor, title, heading, text]),
  )
  // A script and no JSON, since a page that was opened from a folder may fetch nothing.
  write('search-index.js', `globalThis.docsIndex = ${JSON.stringify(index)}\n`)
  const base = readFileSync(`${root}web/parts/style/base.css`, 'utf8')
  write('docs.css', base + readFileSync(new URL('docs.css', import.meta.url), 'utf8'))
  copyFileSync(new URL('search.js', import.meta.url), `${folder}search.js`)
  return [...rendered.values()].map(({ page }) => page)

  function write(path, text) {
    mkdirSync(dirname(folder + path), { recursive: true })
    writeFileSync(folder + path, text)
  }
}
