/**
 * Writes the script and the style of each page, the HTML report and the dashboard of a fleet, with the hashes by which its
 * Content-Security-Policy knows them. Builds only what has changed.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from './install.mjs'
import { TARGETS } from './page-targets.mjs'

/** Each page with the folder of its `main.tsx`, and what decides what it comes to. */
const PAGES = [
  {
    page: 'src/generated/page.ts',
    folder: 'web/report',
    sources: ['web/report', 'web/parts', 'src/render', 'src/report'],
  },
  {
    page: 'packages/fleet/src/generated/dashboard.ts',
    folder: 'packages/fleet/web',
    sources: ['packages/fleet/web', 'packages/fleet/src', 'web/parts', 'src/render', 'src/report', 'src/library'],
  },
]
const COMMON = ['tools/page.mjs', 'package-lock.json']
/** The notice that the licence of the code inside asks for. */
const NOTICE = '/*! Contains Preact, Copyright (c) 2015-present Jason Miller, under the MIT licence. */\n'

for (const { page, folder, sources } of PAGES) {
  const made = existsSync(root + page) ? statSync(root + page).mtimeMs : 0
  // oxlint-disable-next-line no-await-in-loop -- each has both processors to itself
  if ([...sources, ...COMMON].some((source) => newest(root + source) > made)) await write(root + page, folder)
}

async function write(page, folder) {
  const { build } = await import('vite')
  const [{ output }] = await build({
    root: root + folder,
    configFile: false,
    logLevel: 'warn',
    resolve: { alias: [{ find: /^acclimate\/parts$/, replacement: `${root}src/library/parts.ts` }] },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      write: false,
      target: TARGETS,
      cssTarget: TARGETS,
      lib: { entry: 'main.tsx', formats: ['iife'], name: 'acclimate', cssFileName: 'page' },
    },
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  const script = NOTICE + output.find(({ type }) => type === 'chunk').code.trim()
  const style = String(output.find(({ fileName }) => fileName.endsWith('.css')).source).trim()
  if (/<\/script|<!--/i.test(script) || /<\/style/i.test(style)) throw new Error('the page would end its own parts')
  const parts = { script, style, scriptHash: hashOf(script), styleHash: hashOf(style) }
  const lines = Object.entries(parts).map(([name, text]) => `  ${name}: ${JSON.stringify(text)},`)
  mkdirSync(dirname(page), { recursive: true })
  writeFileSync(
    page,
    [`// Made by tools/page.mjs from ${folder}/.`, 'export const page = {', ...lines, '}', ''].join('\n'),
  )
}

function hashOf(text) {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}

function newest(path) {
  // What is made here would always be the newest.
  if (path.endsWith('/generated')) return 0
  const entry = statSync(path)
  if (!entry.isDirectory()) return entry.mtimeMs
  return Math.max(entry.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}
