import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const PACKAGE = 'pyright@1.1'

/** Fetches Pyright into a folder; gives the command line that checks a tree with it. */
export function pyright(folder, tree) {
  const install = ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', PACKAGE]
  const { status } = spawnSync('npm', install, { stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) throw new Error(`npm could not fetch ${PACKAGE}`)
  return [process.execPath, join(folder, 'node_modules', 'pyright', 'index.js'), '--outputjson', tree]
}
