import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** Runs a program in the package's folder, everything that it prints going to standard error; ends when it fails. */
export function run(program, words, options = {}) {
  const { status, error } = spawnSync(program, words, { cwd: root, stdio: ['ignore', 2, 2], ...options })
  if (error) console.error(`${program}: ${error.message}`)
  if (status !== 0) process.exit(status ?? 1)
}

/**
 * Runs `npm install` when a package of the lock file is missing or of another version. No package's own scripts are run:
 * none of them is needed.
 */
export function installPackages() {
  if (!packagesInstalled())
    run('npm', ['install', '--ignore-scripts', '--no-save', '--no-audit', '--no-fund'], {
      shell: process.platform === 'win32',
    })
}

function packagesInstalled() {
  const installed = readPackages('node_modules/.package-lock.json')
  if (!installed) return false
  // Optional packages are those of other platforms.
  return Object.entries(readPackages('package-lock.json') ?? {}).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  )
}

function readPackages(path) {
  return existsSync(root + path) ? JSON.parse(readFileSync(root + path, 'utf8')).packages : undefined
}
