import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { parseGitAddress, withoutCredentials } from '../../src/project/files/git-address.ts'
import { checkOut } from '../../src/project/files/git-checkout.ts'
import { readRevision } from '../../src/project/files/git-directory.ts'
import { readIndex } from '../../src/project/files/git-index.ts'
import { tree } from './tree.ts'

const AUTHOR = ['-c', 'user.name=a', '-c', 'user.email=a@example.org']

function git(root: string, ...words: string[]): string {
  return execFileSync('git', ['-C', root, ...AUTHOR, ...words], { encoding: 'utf8' }).trim()
}

function repository(): string {
  const root = tree({ 'train.py': 'x = 1\n' })
  git(root, 'init', '--quiet', '--initial-branch=main')
  git(root, 'add', '.')
  git(root, 'commit', '--quiet', '--message=one')
  return root
}

describe('revision', () => {
  test('is git’s own, loose, packed, detached and in a worktree', () => {
    const root = repository()
    const head = git(root, 'rev-parse', 'HEAD')
    expect(readRevision(root)).toBe(head)

    git(root, 'pack-refs', '--all')
    expect(readRevision(root)).toBe(head)

    const worktree = join(root, 'other')
    git(root, 'worktree', 'add', '--quiet', '-b', 'side', worktree)
    expect(readRevision(worktree)).toBe(head)

    git(root, 'checkout', '--quiet', '--detach')
    expect(readRevision(root)).toBe(head)
  })

  test('is absent without git, before a commit, and where HEAD leads astray', () => {
    const root = tree({ 'a.py': '' })
    expect(readRevision(root)).toBeUndefined()
    git(root, 'init', '--quiet')
    expect(readRevision(root)).toBeUndefined()
    writeFileSync(join(root, '.git/HEAD'), 'ref: refs/../../a.py\n')
    expect(readRevision(root)).toBeUndefined()
  })
})

describe('index', () => {
  test('any bytes are survived', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => readIndex(bytes).length >= 0))
  })

  test('a damaged index gives what can be made out', () => {
    const root = repository()
    const bytes = readFileSync(join(root, '.git/index'))
    expect(readIndex(bytes)).toEqual(['train.py'])
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, value) => {
        const damaged = Buffer.from(bytes)
        damaged[at] = value
        return readIndex(damaged).length <= 2
      }),
    )
  })
})

describe('address', () => {
  test.each([
    ['https://example.org/a/b.git', 'https://example.org/a/b.git', 'b', undefined],
    ['https://example.org/a/b/#v1.0', 'https://example.org/a/b/', 'b', 'v1.0'],
    ['git@example.org:a/b.git', 'git@example.org:a/b.git', 'b', undefined],
    ['github:a/b', 'https://github.com/a/b.git', 'b', undefined],
    ['https://me:secret@example.org', 'https://me:secret@example.org', 'example.org', undefined],
    ['ssh://git@example.org/a/b', 'ssh://git@example.org/a/b', 'b', undefined],
  ])('%s', (text, url, name, branch) => {
    expect(parseGitAddress(text)).toEqual(branch === undefined ? { url, name } : { url, name, branch })
  })

  test.each(['src', '../x', '--upload-pack=touch x', 'ext::sh -c id', 'github:a', 'https://a b', 'https://x#--y', ''])(
    'is not: %s',
    (text) => expect(parseGitAddress(text)).toBeUndefined(),
  )

  test('a repository is copied without its hooks and removed afterwards', async () => {
    const root = repository()
    const { directory, remove } = await checkOut({ url: `file://${root}`, name: 'thing' })

    expect(readFileSync(join(directory, 'train.py'), 'utf8')).toBe('x = 1\n')
    expect(directory.endsWith('thing')).toBe(true)
    remove()
    expect(existsSync(directory)).toBe(false)
  })

  test.each([
    ['https://me:secret@example.org/a', 'https://example.org/a'],
    ['fatal: no ‘ssh://token@host/a’ and http://a:b@c@host', 'fatal: no ‘ssh://host/a’ and http://host'],
    ['git@example.org:a/b.git', 'git@example.org:a/b.git'],
  ])('is shown without user and password: %s', (text, shown) => expect(withoutCredentials(text)).toBe(shown))

  test('a repository without a commit is an empty folder', async () => {
    const root = tree({})
    git(root, 'init', '--quiet')
    const { directory, remove } = await checkOut({ url: `file://${root}`, name: 'empty' })
    expect(readdirSync(directory)).toEqual(['.git'])
    remove()
  })

  test('a repository brings no filter of the user’s to run, and its files are as it keeps them', async () => {
    const root = tree({
      'train.py': 'x = 1\n',
      '.gitattributes': '[attr]odd filter=touch\n*.py odd text eol=crlf ident\n',
    })
    git(root, 'init', '--quiet')
    git(root, 'add', '.')
    git(root, 'commit', '--quiet', '--message=one')
    const home = tree({})
    const settings = join(home, 'config')
    const touched = join(home, 'touched')
    writeFileSync(settings, `[filter "touch"]\n\tsmudge = "touch '${touched}'; cat"\n\trequired = true\n`)
    vi.stubEnv('GIT_CONFIG_GLOBAL', settings)
    onTestFinished(() => void vi.unstubAllEnvs())

    git(home, 'clone', '--quiet', root, 'plainly')
    expect(existsSync(touched)).toBe(true)
    rmSync(touched)

    const { directory, remove } = await checkOut({ url: `file://${root}`, name: 'thing' })
    expect(existsSync(touched)).toBe(false)
    expect(readFileSync(join(directory, 'train.py'), 'utf8')).toBe('x = 1\n')
    remove()
  })

  test('what git says is passed on in one line', async () => {
    await expect(checkOut({ url: 'file:///no/such/place', name: 'x' })).rejects.toThrow(/no\/such\/place|not exist/)
  })
})
