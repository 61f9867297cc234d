/** Lays out a public program at one commit, and asks what a port would change in it. */
import { spawnSync } from 'node:child_process'
import { root } from '../../tools/install.mjs'

/** Writes what a repository has of a commit’s code into an empty folder; a clone may lack large files, which nobody needs. */
export function laidOut(repository, commit, folder) {
  const git = (words, input = '') =>
    spawnSync('git', ['-C', repository, ...words], { maxBuffer: 1 << 30, input }).stdout
  const files = git(['ls-tree', '-r', '-z', '--format=%(objectname) %(path)', commit]).toString().split('\0')
  const code = files.filter((file) =>
    /\.(?:py|ipynb|toml|cfg|txt|in|sh|ya?ml|json|lock)$|[ /](?:Dockerfile|Pipfile)/.test(file),
  )
  const objects = code.map((file) => file.split(' ', 1)[0]).join('\n')
  const states = git(['cat-file', '--batch-check'], objects).toString().split('\n')
  const paths = code.filter((_, index) => / blob /.test(states[index])).map((file) => file.slice(file.indexOf(' ') + 1))
  if (paths.length === 0) throw new Error(`${repository} lacks ${commit}`)
  spawnSync('tar', ['-x', '-C', folder], { input: git(['archive', commit, '--', ...paths]) })
}

/** What a port of a folder comes to. */
export function ported(folder) {
  const words = [`${root}dist/cli.js`, 'port', '--no-cache', '--quiet', '--format', 'json']
  const { stdout, stderr, status } = spawnSync(process.execPath, words, { cwd: folder, maxBuffer: 1 << 30 })
  if (status !== 0) throw new Error(stderr.toString())
  return JSON.parse(stdout.toString())
}
