import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inDirectory } from '../../src/project/files/in-directory.ts'
import { walkProject, type WalkOptions } from '../../src/project/files/walk.ts'
import { tree } from './tree.ts'

function paths(root: string, options?: WalkOptions): readonly string[] {
  return walkProject(inDirectory(root), options).paths
}

describe('ignore files', () => {
  test('of every level count, the last pattern that matches decides', () => {
    const root = tree({
      '.gitignore': '*.log\nbuild/\n/top.py\n',
      'top.py': '',
      'a.log': '',
      'build/x.py': '',
      'pkg/top.py': '',
      'pkg/.gitignore': '!keep.log\n!build/\nlocal/\ndeep/only.py\n',
      'pkg/keep.log': '',
      'pkg/other.log': '',
      'pkg/build/y.py': '',
      'pkg/local/z.py': '',
      'pkg/sub/local/z.py': '',
      'pkg/deep/only.py': '',
      'pkg/sub/deep/only.py': '',
    })

    expect(paths(root)).toEqual([
      '.gitignore',
      'pkg/.gitignore',
      'pkg/build/y.py',
      'pkg/keep.log',
      'pkg/sub/deep/only.py',
      'pkg/top.py',
    ])
  })

  test('agree with git on a repository', () => {
    const root = tree({
      '.gitignore': '# comment\n*.py[cod]\n/data\n**/cache/**\nfoo/*/bar\n\\#x\ntrail  \n!/data2\nq?z\n[ab].txt\n',
      'a.pyc': '',
      'data/x.py': '',
      'sub/data/x.py': '',
      'cache/a/b.py': '',
      'sub/cache/c.py': '',
      'foo/1/bar': '',
      'foo/1/2/bar': '',
      '#x': '',
      trail: '',
      qqz: '',
      'a.txt': '',
      'A.txt': '',
      'we [ird]*/.gitignore': 'x\n/y\n',
      'we [ird]*/x': '',
      'we [ird]*/y': '',
      'we [ird]*/s/x': '',
      'we [ird]*/s/y': '',
      'weird/x': '',
    })
    const git = (...words: string[]) =>
      execFileSync('git', ['-C', root, '-c', 'core.quotepath=off', '-c', 'core.ignorecase=false', ...words], {
        encoding: 'utf8',
      })
    git('init', '--quiet')
    const listed = git('ls-files', '--others', '--exclude-standard', '-z').split('\0').filter(Boolean)

    expect([...paths(root)].toSorted()).toEqual(listed.toSorted())
  })

  test('do not hide what git tracks', () => {
    const root = tree({
      '.gitignore': 'lib/\n*.ipynb\n',
      'lib/a.py': '',
      'lib/b.py': '',
      'n.ipynb': '{}',
      'm.ipynb': '{}',
    })
    const git = (...words: string[]) => execFileSync('git', ['-C', root, ...words])
    git('init', '--quiet')
    git('add', '--force', 'lib/a.py', 'n.ipynb')

    expect(paths(root)).toEqual(['.gitignore', 'lib/a.py', 'n.ipynb'])

    git('update-index', '--index-version', '4')
    expect(paths(root)).toEqual(['.gitignore', 'lib/a.py', 'n.ipynb'])
  })

  test('with patterns made to be slow are applied in part, and this is said', () => {
    const slow = `${'*a'.repeat(20)}b`
    const long = 'a'.repeat(250)
    const root = tree({ '.gitignore': `${slow}\nx.py\n`, [long]: '', 'x.py': '' })

    const { paths: found, unread } = walkProject(inDirectory(root))

    expect(found).toEqual(['.gitignore', long])
    expect(unread).toEqual([{ file: '.gitignore', line: 1, reason: expect.stringContaining('wildcards') }])
  })
})

describe('what is not the project', () => {
  test('is left out: environments, caches, other people’s packages', () => {
    const root = tree({
      'train.py': '',
      'my env/pyvenv.cfg': '',
      'my env/lib/x.py': '',
      'node_modules/a/index.py': '',
      'lib/python3.12/site-packages/torch/cuda.py': '',
      '__pycache__/a.py': '',
      'x.dist-info/METADATA': '',
      '.git/config': '',
    })

    expect(paths(root)).toEqual(['train.py'])
  })

  test('a project that is itself an environment is still read', () => {
    expect(paths(tree({ 'pyvenv.cfg': '', 'train.py': '' }))).toEqual(['pyvenv.cfg', 'train.py'])
  })

  test('is what the user excludes, or does not include', () => {
    const root = tree({ 'a.py': '', 'old/b.py': '', 'src/c.py': '', 'src/d.txt': '' })

    expect(paths(root, { exclude: ['old'] })).toEqual(['a.py', 'src/c.py', 'src/d.txt'])
    expect(paths(root, { include: ['src/**/*.py'] })).toEqual(['src/c.py'])
    expect(paths(root, { include: ['src'], exclude: ['*.txt'] })).toEqual(['src/c.py'])
  })
})

describe('odd things in a tree', () => {
  test('links are not followed; those that lead out, in circles or nowhere are said', () => {
    const outside = tree({ 'secret.py': '' })
    const root = tree({
      'real/a.py': '',
      'again.py': { link: 'real/a.py' },
      out: { link: outside },
      'out.py': { link: join(outside, 'secret.py') },
      'real/circle': { link: '..' },
      ping: { link: 'pong' },
      pong: { link: 'ping' },
      gone: { link: 'nowhere' },
    })

    const { paths: found, unread } = walkProject(inDirectory(root))

    expect(found).toEqual(['real/a.py'])
    expect(Object.fromEntries(unread.map(({ file, reason }) => [file, reason]))).toEqual({
      out: expect.stringContaining('out of the project'),
      'out.py': expect.stringContaining('out of the project'),
      'real/circle': expect.stringContaining('in a circle'),
      ping: expect.stringContaining('in a circle'),
      pong: expect.stringContaining('in a circle'),
      gone: expect.stringContaining('nowhere'),
    })
  })

  test('pipes are never opened', () => {
    const root = tree({ 'a.py': '' })
    execFileSync('mkfifo', [join(root, 'train.py')])

    const { paths: found, unread } = walkProject(inDirectory(root))

    expect(found).toEqual(['a.py'])
    expect(unread).toEqual([{ file: 'train.py', reason: expect.stringContaining('pipe') }])
  })

  test('folders that cannot be listed are said', { skip: process.getuid?.() === 0 }, () => {
    const root = tree({ 'a.py': '', 'locked/b.py': '' })
    chmodSync(join(root, 'locked'), 0o000)

    const { unread } = walkProject(inDirectory(root))
    chmodSync(join(root, 'locked'), 0o700)

    expect(unread).toEqual([{ file: 'locked/', reason: 'permission denied' }])
  })

  test('a folder with a file’s name is walked and said', () => {
    const { paths: found, unread } = walkProject(inDirectory(tree({ 'requirements.txt/train.py': '' })))

    expect(found).toEqual(['requirements.txt/train.py'])
    expect(unread).toEqual([{ file: 'requirements.txt', reason: 'a directory, not a file' }])
  })

  test('folders have an end, however deep they go', () => {
    const root = tree({ 'a.py': '' })
    mkdirSync(join(root, 'd/'.repeat(100)), { recursive: true })

    const { unread } = walkProject(inDirectory(root))

    expect(unread).toHaveLength(1)
    expect(unread[0]?.reason).toContain('deep')
  })

  test('any name that the system allows will do', () => {
    const names = [
      'a b.py',
      'ä.py',
      'new\nline.py',
      '-rf.py',
      '..x.py',
      'back\\slash.py',
      '{a,b}.py',
      '😀.py',
      '\u001B[31m.py',
    ]
    const root = tree({ ...Object.fromEntries(names.map((name) => [name, ''])), '.gitignore': 'x\n' })

    expect(paths(root)).toEqual([...names, '.gitignore'].toSorted())
  })
})

test('patterns that match nothing are told, but those that take others back', () => {
  const root = tree({ 'a.py': '', 'old/b.py': '', '.gitignore': 'build/\n', 'build/c.py': '' })
  const idle = (options: WalkOptions) => walkProject(inDirectory(root), options).idle.map(({ pattern }) => pattern)
  expect(idle({ exclude: ['old/', 'odl/', '!old/b.py'] })).toEqual(['odl/'])
  expect(idle({ include: ['*.py', '*.ipynb'], exclude: ['old/b.py'] })).toEqual(['*.ipynb'])
})

test('what is excluded is counted as far as it would have been read', () => {
  const root = tree({
    'a.py': '',
    'old/b.py': '',
    'old/deep/c.py': '',
    'old/picture.png': '',
    'old/ignored.py': '',
    'old/node_modules/d.py': '',
    '.gitignore': 'ignored.py\n',
  })
  const counts = (options: WalkOptions) => walkProject(inDirectory(root), options).excluded
  expect(counts({})).toBe(0)
  expect(counts({ exclude: ['old/'] })).toBe(2)
  expect(counts({ include: ['a.py'] })).toBe(3)
  expect(counts({ exclude: ['*'] })).toBe(4)
})
