/**
 * Makes knowledge/mlx/operations.tsv: the functions and layers of MLX, each with the releases whose documentation lists it.
 *
 * usage: node tools/knowledge/mlx-operations.mjs GIT-DIRECTORY, a clone of ml-explore/mlx with its tags
 */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'

const OUT = 'knowledge/mlx/operations.tsv'

/** The pages of the documentation, and the module whose contents each lists. */
const PAGES = new Map(
  Object.entries({
    ops: 'mlx.core',
    transforms: 'mlx.core',
    fft: 'mlx.core.fft',
    linalg: 'mlx.core.linalg',
    random: 'mlx.core.random',
    fast: 'mlx.core.fast',
    distributed: 'mlx.core.distributed',
    array: 'mlx.core',
    'nn/layers': 'mlx.nn',
    'nn/functions': 'mlx.nn',
    'nn/losses': 'mlx.nn.losses',
    'optimizers/common_optimizers': 'mlx.optimizers',
  }),
)

const [directory] = process.argv.slice(2)
if (directory === undefined) {
  console.error('usage: mlx-operations.mjs GIT-DIRECTORY')
  process.exit(2)
}

const releases = revisions().map(({ revision, version }) => ({ version, names: new Set(namesIn(revision)) }))
const names = [...new Set(releases.flatMap((release) => [...release.names]))].toSorted()
writeFileSync(OUT, ['operation\tsince\tuntil', ...names.map(rowOf), ''].join('\n'))
console.log(`${OUT}: ${names.length} operations`)

/** `until` is the first release that no longer lists it, empty for what the newest lists. */
function rowOf(name) {
  const first = releases.findIndex((release) => release.names.has(name))
  const last = releases.findLastIndex((release) => release.names.has(name))
  return [name, releases[first].version, releases[last + 1]?.version ?? ''].join('\t')
}

function namesIn(revision) {
  return [...PAGES].flatMap(([page, module]) =>
    namesOn(`${revision}:docs/src/python/${page}.rst`).map((name) => `${module}.${name}`),
  )
}

/** Releases, oldest first, and what comes after them under the version that it calls itself. */
function revisions() {
  const tags = git('tag', '--list', 'v*.*.*', '--sort=version:refname').trim().split('\n')
  const header = git('show', 'HEAD:mlx/version.h')
  const version = ['MAJOR', 'MINOR', 'PATCH'].map((part) => new RegExp(`${part} (\\d+)`).exec(header)?.[1]).join('.')
  return [...tags.map((tag) => ({ revision: tag, version: tag.slice(1) })), { revision: 'HEAD', version }]
}

/** What the summaries of a page list: indented lines of a name each. A page that is not there lists nothing. */
function namesOn(object) {
  const text = git('show', object)
  return [...text.matchAll(/^ {2,}([A-Za-z_][\w.]*)\s*$/gm)].map(([, name]) => name)
}

function git(...words) {
  try {
    return execFileSync('git', ['-C', directory, ...words], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch {
    return ''
  }
}
