/**
 * How large the report on a program of a million operators is, in each format, and the trace of `--record`.
 *
 * usage: npm run bench:rehearse-size -- [OPERATORS [PYTHON]]      a million and the Python of the tests, if none are named
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../tools/install.mjs'

/** What is promised of each file, in bytes. */
const LIMIT = 5e6

const [operators = '1000000', python = `${root}.venv/bin/python`] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'acclimate-size-'))
try {
  const files = { json: join(folder, 'a.json'), html: join(folder, 'a.html'), trace: join(folder, 'trace.json') }
  const sizes = {
    ...measured(['--json', files.json, '--format', 'html', '--output', files.html], ['json', 'html']),
    ...measured(['--record', files.trace, '--json', files.json], ['trace']),
  }
  const { device } = JSON.parse(readFileSync(files.json, 'utf8'))
  console.log(`${device.onDevice} operators on the GPU`)
  for (const [name, size] of Object.entries(sizes))
    console.log(`${name}: ${(size / 1e6).toFixed(2)} MB${size > LIMIT ? '  TOO LARGE' : ''}`)
  process.exitCode = Object.values(sizes).some((size) => size > LIMIT) ? 1 : 0

  function measured(options, names) {
    const words = ['rehearse', '--quiet', ...options, '--', python, `${root}bench/rehearse/operators.py`, operators]
    const { status, stderr } = spawnSync(process.execPath, [`${root}dist/cli.js`, ...words], { encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
    return Object.fromEntries(names.map((name) => [name, statSync(files[name]).size]))
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
