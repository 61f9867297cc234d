/** `npm test`: installs and builds what the tests need, runs them, and ends with one line that says how many passed. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepareChromium } from './chromium.mjs'
import { installPackages, root, run } from './install.mjs'
import { isStale } from './stale.mjs'

/** Packages that the tests compare with or run against, in an environment of their own. */
const PYTHON_PACKAGES = ['torch==2.13.0', 'numpy', 'packaging', 'uv==0.13.9']
const PYTHON = `${root}.venv/bin/python`

installPackages()
// The fleet is built last.
if (isStale() || !existsSync(`${root}packages/fleet/dist/schema`)) run(process.execPath, ['tools/build.mjs'])
preparePython()
prepareChromium()
const folder = mkdtempSync(join(tmpdir(), 'acclimate-test-'))
const results = join(folder, 'results.json')
const words = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`, ...process.argv.slice(2)]
const { status } = spawnSync(process.execPath, [`${root}node_modules/vitest/vitest.mjs`, ...words], {
  cwd: root,
  stdio: 'inherit',
})
const { passed, failed, skipped } = counts()
rmSync(folder, { recursive: true, force: true })
process.exitCode = failed === 0 && status === 0 ? 0 : 1
console.log(`${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`)

function counts() {
  if (!existsSync(results)) return { passed: 0, failed: 1, skipped: 0 }
  const result = JSON.parse(readFileSync(results, 'utf8'))
  // A file that could not be loaded has no tests that could fail.
  const unloaded = result.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
  const broken = result.numFailedTests + unloaded.length
  return {
    passed: result.numPassedTests,
    failed: broken === 0 && status !== 0 ? 1 : broken,
    skipped: result.numPendingTests + result.numTodoTests,
  }
}

/** Makes the environment once. Without Python or without a network the tests that need it are skipped. */
function preparePython() {
  if (succeeds(PYTHON, ['-c', 'import torch, numpy, packaging, uv'])) return
  if (!succeeds('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 10))'])) return
  if (!succeeds('python3', ['-m', 'venv', '.venv'])) return
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...PYTHON_PACKAGES]
  if (!succeeds(PYTHON, install, 'inherit')) console.error('The tests that need PyTorch or uv are skipped.')
}

function succeeds(program, programWords, errors = 'ignore') {
  return spawnSync(program, programWords, { cwd: root, stdio: ['ignore', 'ignore', errors] }).status === 0
}
