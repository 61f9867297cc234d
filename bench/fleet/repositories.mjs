import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const GIT = ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'init.defaultBranch=main']

/** Makes a small repository of a project that trains on CUDA, the others' like but not equal. */
export function makeRepository(folder, number) {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'requirements.txt'), `torch==2.${number % 7}.0\n${number % 3 === 0 ? 'flash-attn\n' : ''}`)
  writeFileSync(
    join(folder, 'train.py'),
    `import torch\n\nmodel = torch.nn.Linear(${number + 1}, 3)\n${number % 2 === 0 ? 'model = model.cuda()\n' : 'model = model.to("cuda")\n'}print(model)\n`,
  )
  git(folder, 'init', '--quiet')
  git(folder, 'add', '.')
  // Dates of its own, so that the commits are the same at every run.
  git(folder, 'commit', '--quiet', '--message=one')
}

/**
 * Makes many below a folder, and a list of them; gives the path of the list.
 * @param base what stands before the name of each in the list
 */
export function makeRepositories(folder, count, base = '') {
  const names = Array.from({ length: count }, (_, number) => `r${String(number).padStart(4, '0')}`)
  for (const [number, name] of names.entries()) makeRepository(join(folder, name), number)
  const list = join(folder, 'list.txt')
  writeFileSync(
    list,
    names.map((name, number) => `${base}${name} team=${number % 2 === 0 ? 'even' : 'odd'}\n`).join(''),
  )
  return list
}

function git(folder, ...words) {
  const date = '2026-11-01T00:00:00Z'
  const env = { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date }
  execFileSync('git', ['-C', folder, ...GIT, ...words], { env })
}
