/** `npm start -- <command>`: installs and builds when that is due, then runs the program. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { installPackages, root, run } from './install.mjs'

const SOURCES = ['src', 'web', 'knowledge', 'tools', 'package.json', 'package-lock.json', 'tsconfig.json']
const SAMPLE = `${root}samples/photo-captions`
const SWITCHES = new Set(['--no-cache', '--quiet', '--help', '-h'])

installPackages()
if (isStale()) run(process.execPath, ['tools/build.mjs'])
const { status, signal } = spawnSync(process.execPath, [`${root}dist/cli.js`, ...words()], {
  cwd: process.env.INIT_CWD ?? process.cwd(),
  stdio: 'inherit',
})
if (signal) process.kill(process.pid, signal)
process.exitCode = status ?? 1

function isStale() {
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

/** An audit of nothing in particular is one of the sample. */
function words() {
  const given = process.argv.slice(2)
  if (given[0] !== 'audit') return given
  const named = given.slice(1).some((word, index) => {
    const before = given[index] ?? ''
    const isValue = index > 0 && before.startsWith('--') && !before.includes('=') && !SWITCHES.has(before)
    return !word.startsWith('-') && !isValue
  })
  return named || given.includes('--help') || given.includes('-h') ? given : [...given, SAMPLE]
}
