import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const PACKAGE = '@ast-grep/cli@0.51'
const RULE = { id: 'moves-to-cuda', language: 'python', rule: { pattern: '$TENSOR.cuda($$$ARGUMENTS)' } }

/** Fetches ast-grep into a folder; gives the command line that looks for one pattern in a tree. */
export function astGrep(folder, tree) {
  const install = ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', PACKAGE]
  const { status } = spawnSync('npm', install, { stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) throw new Error(`npm could not fetch ${PACKAGE}`)
  const rule = join(folder, 'rule.json')
  writeFileSync(rule, JSON.stringify(RULE))
  return [binary(join(folder, 'node_modules', '@ast-grep')), 'scan', '--rule', rule, '--json=stream', tree]
}

/** The program is in the package for this platform; the one that was asked for has a script in its place. */
function binary(packages) {
  const paths = readdirSync(packages)
    .filter((name) => name.startsWith('cli-'))
    .map((name) => join(packages, name, 'ast-grep'))
  const found = paths.find((path) => existsSync(path))
  if (!found) throw new Error(`${PACKAGE} has no program for this platform`)
  return found
}
