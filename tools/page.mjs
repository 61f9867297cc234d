/**
 * Writes src/generated/page.ts: the script and the style of the HTML report, built from web/report/, with the hashes by which
 * the page's Content-Security-Policy knows them. Builds only what has changed.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './install.mjs'
import { TARGETS } from './page-targets.mjs'

const page = `${root}src/generated/page.ts`
/** What ends up in the page, or decides how it does. */
const SOURCES = ['web/report', 'web/parts', 'tools/page.mjs', 'src/render', 'src/report', 'package-lock.json']
/** The notice that the licence of the code inside asks for. */
const NOTICE = '/*! Contains Preact, Copyright (c) 2015-present Jason Miller, under the MIT licence. */\n'

if (!existsSync(page) || SOURCES.some((source) => newest(root + source) > statSync(page).mtimeMs)) await write()

async function write() {
  const { build } = await import('vite')
  const [{ output }] = await build({
    root: `${root}web`,
    configFile: false,
    logLevel: 'warn',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      write: false,
      target: TARGETS,
      cssTarget: TARGETS,
      lib: { entry: 'report/main.tsx', formats: ['iife'], name: 'acclimate', cssFileName: 'page' },
    },
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  const script = NOTICE + output.find(({ type }) => type === 'chunk').code.trim()
  const style = String(output.find(({ fileName }) => fileName.endsWith('.css')).source).trim()
  if (/<\/script|<!--/i.test(script) || /<\/style/i.test(style)) throw new Error('the page would end its own parts')
  const parts = { script, style, scriptHash: hashOf(script), styleHash: hashOf(style) }
  const lines = Object.entries(parts).map(([name, text]) => `  ${name}: ${JSON.stringify(text)},`)
  mkdirSync(`${root}src/generated`, { recursive: true })
  writeFileSync(
    page,
    ['// Made by tools/page.mjs from web/report/.', 'export const page = {', ...lines, '}', ''].join('\n'),
  )
}

function hashOf(text) {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}

function newest(path) {
  const entry = statSync(path)
  if (!entry.isDirectory()) return entry.mtimeMs
  return Math.max(entry.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}
