import { execFileSync } from 'node:child_process'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { tree } from '../files/tree.ts'

const root = join(import.meta.dirname, '../..')

/** A fresh clone of this repository as it stands, changes that are not committed included: a git repository of one commit. */
export function freshClone(): string {
  const clone = tree({})
  const words = ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate', '-z']
  const listed = execFileSync('git', words, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 })
  const deleted = execFileSync('git', ['ls-files', '--deleted', '-z'], { cwd: root, encoding: 'utf8' })
  const gone = new Set(deleted.split('\0'))
  for (const path of listed.split('\0')) {
    if (path !== '' && !gone.has(path)) cpSync(join(root, path), join(clone, path))
  }
  const git = (...rest: readonly string[]) => execFileSync('git', rest, { cwd: clone })
  git('init', '--quiet')
  git('add', '--force', '.')
  git('-c', 'user.name=a', '-c', 'user.email=a@example.org', 'commit', '--quiet', '--message=one')
  return clone
}
