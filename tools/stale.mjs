import { existsSync, readdirSync, statSync } from 'node:fs'
import { root } from './install.mjs'

const SOURCES = [
  'src',
  'web',
  'knowledge',
  'docs/rules',
  'packages/fleet/src',
  'packages/fleet/web',
  'tools',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
]

/** Whether anything that is built has changed since it was. */
export function isStale() {
  if (!existsSync(`${root}dist/built`)) return true
  const built = statSync(`${root}dist/built`).mtimeMs
  return SOURCES.some((source) => newest(root + source) > built)
}

/** When a file was changed last, or anything in a folder, the folder itself included: it changes when a file goes. */
function newest(path) {
  if (!existsSync(path) || path.endsWith('src/generated')) return 0
  const entry = statSync(path)
  if (!entry.isDirectory()) return entry.mtimeMs
  return Math.max(entry.mtimeMs, ...readdirSync(path).map((name) => newest(`${path}/${name}`)))
}
