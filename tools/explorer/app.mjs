/**
 * Builds what the explorer's pages run (web/explorer) into a folder: scripts, styles, `shell.html`, which is the frame of
 * every page, and `sw.js`, which keeps all of it for those without a network. Knowledge and grammars, which the pages
 * fetch, are expected beside it under the names that they have in dist/.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { root } from '../install.mjs'
import { TARGETS } from '../page-targets.mjs'

const web = `${root}web/explorer`
/** The only options that the two builds, for browsers and for Node, have in common. */
const SHARED = {
  root: web,
  configFile: false,
  // The runtime of the grammar evaluates code in a case that does not arise here, which is worth a warning.
  logLevel: 'error',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  define: { 'process.env.NODE_ENV': '"production"' },
}

/**
 * @param {string} folder - where it goes, ending in a slash; what is there is replaced
 * @param {object} plain - what `plainPagesModule` gives
 * @returns {Promise<(file?: string) => import('../../web/explorer/frame/document.ts').Assets>} says what a page needs whose
 *   module is at a path from `pages/`
 */
export async function buildApp(folder, plain) {
  const { output } = await build({
    ...SHARED,
    base: './',
    publicDir: 'static',
    worker: { format: 'es' },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: TARGETS,
      cssTarget: TARGETS,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: `${web}/main.tsx` },
    },
  })
  const assetsOf = assetsIn(output.filter(({ type }) => type === 'chunk'))
  writeFileSync(`${folder}shell.html`, plain.documentOf(plain.shell, assetsOf(), '', '{{root}}'))
  writeServiceWorker(folder)
  return assetsOf
}

/** The module that makes the plain pages, built for Node. */
export async function plainPagesModule() {
  const folder = `${root}node_modules/.cache/acclimate-explorer/`
  await build({
    ...SHARED,
    publicDir: false,
    ssr: { noExternal: true },
    build: { ssr: `${web}/plain.tsx`, outDir: folder, emptyOutDir: true },
  })
  return import(pathToFileURL(`${folder}plain.js`).href)
}

function assetsIn(chunks) {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
  const main = chunks.find(({ facadeModuleId }) => facadeModuleId === `${web}/main.tsx`)
  return (file) => {
    const page = chunks.find(({ facadeModuleId }) => facadeModuleId === `${web}/pages/${file}`)
    const needed = reachable(page ? [main, page] : [main])
    return {
      script: main.fileName,
      preloads: needed.filter((chunk) => chunk !== main).map(({ fileName }) => fileName),
      styles: [...new Set(needed.flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]))],
    }
  }

  /** Chunks and all that they import before they run, in the order in which they run. */
  function reachable(starts, seen = new Set()) {
    for (const chunk of starts) {
      if (!chunk || seen.has(chunk)) continue
      reachable(
        chunk.imports.map((name) => byName.get(name)),
        seen,
      )
      seen.add(chunk)
    }
    return [...seen]
  }
}

function writeServiceWorker(folder) {
  const own = filesIn(folder).filter((file) => !file.endsWith('card.png'))
  const fetched = ['knowledge', 'grammars'].flatMap((name) => filesIn(`${root}dist/${name}/`, `${name}/`))
  const files = [...own, ...fetched.filter((file) => /\.(?:json|wasm)$/.test(file))].toSorted()
  const hash = createHash('sha256')
  for (const file of files)
    hash.update(file).update(readFileSync(own.includes(file) ? folder + file : `${root}dist/${file}`))
  const head = `const BUILD = ${JSON.stringify({ digest: hash.digest('hex').slice(0, 16), files })}\n`
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}sw.js`, head + readFileSync(`${web}/service-worker.js`, 'utf8'))
}

function filesIn(folder, prefix = '') {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(
      ({ parentPath, name }) => prefix + join(parentPath, name).slice(join(folder, '/').length).replaceAll('\\', '/'),
    )
}
