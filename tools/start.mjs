/** `npm start -- <command>`: installs and builds when that is due, then runs the program. */
import { spawnSync } from 'node:child_process'
import { installPackages, root, run } from './install.mjs'
import { isStale } from './stale.mjs'

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
