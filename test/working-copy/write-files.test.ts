import { chmodSync, linkSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { killed } from '../../bench/kills/killed.mjs'
import { undoWrite, writeFiles } from '../../src/working-copy/write-files.ts'
import { tree } from '../files/tree.ts'

beforeEach(() => {
  vi.stubEnv('ACCLIMATE_CACHE_DIR', tree({}))
})

const change = (path: string, before: string, after: string) => ({
  path,
  before: Buffer.from(before),
  after: Buffer.from(after),
})
const textOf = (root: string, path: string) => readFileSync(join(root, path), 'utf8')

describe('writing', () => {
  test('keeps permissions, leaves nothing beside the files, and is undone to the byte', () => {
    const root = tree({ 'a.py': '\uFEFFold\r\n', 'sub/run.sh': 'old' })
    chmodSync(join(root, 'sub/run.sh'), 0o755)
    writeFiles(root, [change('a.py', '\uFEFFold\r\n', '\uFEFFnew\r\n'), change('sub/run.sh', 'old', 'new')])

    expect([textOf(root, 'a.py'), textOf(root, 'sub/run.sh')]).toEqual(['\uFEFFnew\r\n', 'new'])
    expect(statSync(join(root, 'sub/run.sh')).mode & 0o777).toBe(0o755)
    expect([readdirSync(root), readdirSync(join(root, 'sub'))]).toEqual([['a.py', 'sub'], ['run.sh']])

    expect(undoWrite(root)).toEqual(['a.py', 'sub/run.sh'])
    expect([textOf(root, 'a.py'), textOf(root, 'sub/run.sh')]).toEqual(['\uFEFFold\r\n', 'old'])
    expect(statSync(join(root, 'sub/run.sh')).mode & 0o777).toBe(0o755)
    expect(() => undoWrite(root)).toThrow('there is nothing to undo')
  })

  test('one run after the other is undone, the last one first', () => {
    const root = tree({ 'a.py': '1' })
    writeFiles(root, [change('a.py', '1', '2')])
    writeFiles(root, [change('a.py', '2', '3')])

    expect([undoWrite(root), textOf(root, 'a.py')]).toEqual([['a.py'], '2'])
    expect([undoWrite(root), textOf(root, 'a.py')]).toEqual([['a.py'], '1'])
  })

  test('undoing refuses a file that was changed since, and leaves the others as well', () => {
    const root = tree({ 'a.py': 'old', 'b.py': 'old' })
    writeFiles(root, [change('a.py', 'old', 'new'), change('b.py', 'old', 'new')])
    writeFileSync(join(root, 'b.py'), 'mine')

    expect(() => undoWrite(root)).toThrow('nothing is undone: b.py was changed since it was written')
    expect([textOf(root, 'a.py'), textOf(root, 'b.py')]).toEqual(['new', 'mine'])
  })

  test.each([
    ['was changed meanwhile', (root: string) => writeFileSync(join(root, 'b.py'), 'other')],
    ['is no regular file', (root: string) => symlinkSync(join(root, 'a.py'), join(root, 'b.py'))],
    ['is behind a link that leads out of the project', () => {}],
  ])('nothing is written where one file %s', (reason, prepare) => {
    const root = tree({ 'a.py': 'old' })
    const elsewhere = tree({ 'b.py': 'old' })
    const path = reason.includes('behind') ? 'link/b.py' : 'b.py'
    symlinkSync(elsewhere, join(root, 'link'))
    prepare(root)

    expect(() => writeFiles(root, [change('a.py', 'old', 'new'), change(path, 'old', 'new')])).toThrow(
      `nothing is written: ${path} ${reason}`,
    )
    expect([textOf(root, 'a.py'), textOf(elsewhere, 'b.py')]).toEqual(['old', 'old'])
  })

  test.skipIf(process.getuid?.() === 0)('a read-only file is told', () => {
    const root = tree({ 'a.py': 'old' })
    chmodSync(join(root, 'a.py'), 0o444)
    expect(() => writeFiles(root, [change('a.py', 'old', 'new')])).toThrow('a.py is read-only')
  })

  test('another name of a file keeps the old content', () => {
    const root = tree({ 'a.py': 'old' })
    linkSync(join(root, 'a.py'), join(root, 'b.py'))
    writeFiles(root, [change('a.py', 'old', 'new')])
    expect([textOf(root, 'a.py'), textOf(root, 'b.py')]).toEqual(['new', 'old'])
  })

  test('two runs at once do not mix', () => {
    const root = tree({ 'a.py': 'old' })
    const home = join(process.env['ACCLIMATE_CACHE_DIR'] ?? '', 'undo')
    writeFiles(root, [change('a.py', 'old', 'new')])
    const [own = ''] = readdirSync(home)
    writeFileSync(join(home, own, 'lock'), String(process.ppid))
    expect(() => writeFiles(root, [change('a.py', 'new', 'newer')])).toThrow('another run is writing to this project')
    // One that is gone has left its lock.
    writeFileSync(join(home, own, 'lock'), '999999999')
    writeFiles(root, [change('a.py', 'new', 'newer')])
    expect(textOf(root, 'a.py')).toBe('newer')
  })

  test('what is kept for undoing is nobody else’s business, and never in the project', () => {
    const root = tree({ 'a.py': 'old' })
    vi.stubEnv('ACCLIMATE_CACHE_DIR', join(root, 'cache'))
    expect(() => writeFiles(root, [change('a.py', 'old', 'new')])).toThrow('there is no place outside the project')
    const cache = tree({})
    vi.stubEnv('ACCLIMATE_CACHE_DIR', cache)
    writeFiles(root, [change('a.py', 'old', 'new')])
    expect(statSync(join(cache, 'undo')).mode & 0o077).toBe(0)
    expect(readdirSync(root)).toEqual(['a.py'])
  })
})

/** How often the writer is killed. `npm run bench:kills -- --count 10000` takes some hours. */
const KILLS = Number(process.env['KILL_RUNS'] ?? 12)
describe('killed at any moment', () => {
  test(
    'each file is old or new, the run can be repeated, and everything can be undone',
    async () => {
      const { midway, lost } = await killed({ count: KILLS, seed: 1, files: 12 })
      expect(lost).toEqual([])
      // Where no kill came between two files, nothing was tried; of a few it may be that none does.
      expect(midway).toBeGreaterThanOrEqual(KILLS < 100 ? 0 : KILLS / 20)
    },
    60_000 + KILLS * 5_000,
  )
})
