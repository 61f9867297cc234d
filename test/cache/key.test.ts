import { mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { reportKey } from '../../src/cache/key.ts'
import { type AuditOptions, withDefaults } from '../../src/config/options.ts'
import { tree } from '../files/tree.ts'

const OPTIONS: AuditOptions = { asOf: '2026-07-01', cache: true }
const FILES = { 'a.py': 'x = 1\n', 'b.py': 'y = 2\n', 'weights.pt': 'old' }

const keyOf = (root: string, options: AuditOptions = {}, build = 'one') =>
  reportKey(root, withDefaults({ ...OPTIONS, ...options }), build)

/** Each changes what a report says, or may say. */
const CHANGES: Readonly<Record<string, (root: string) => void>> = {
  'a content, at the same size and time': (root) => {
    const path = join(root, 'a.py')
    writeFileSync(path, 'x = 2\n')
    utimesSync(path, 1, 1)
  },
  'a name': (root) => renameSync(join(root, 'a.py'), join(root, 'c.py')),
  'two contents that changed places': (root) => {
    renameSync(join(root, 'a.py'), join(root, 'c'))
    renameSync(join(root, 'b.py'), join(root, 'a.py'))
    renameSync(join(root, 'c'), join(root, 'b.py'))
  },
  'a new file': (root) => writeFileSync(join(root, 'requirements.txt'), 'torch\n'),
  'a file that is gone': (root) => rmSync(join(root, 'b.py')),
  'a file that is now ignored': (root) => writeFileSync(join(root, '.gitignore'), 'b.py\n'),
  'a file that is binary now': (root) => writeFileSync(join(root, 'a.py'), '\0'),
  'a link that leads out': (root) => symlinkSync('/', join(root, 'link.py')),
  'the commit': (root) => {
    mkdirSync(join(root, '.git'))
    writeFileSync(join(root, '.git', 'HEAD'), `${'1'.repeat(40)}\n`)
  },
}

test.each(Object.entries(CHANGES))('the key changes with %s', (_, change) => {
  const root = tree(FILES)
  utimesSync(join(root, 'a.py'), 1, 1)
  const before = keyOf(root)
  change(root)
  expect(keyOf(root)).not.toBe(before)
})

test('the key changes with each option and with the build', () => {
  const root = tree(FILES)
  const keys = [
    keyOf(root),
    keyOf(root, { asOf: '2026-07-02' }),
    keyOf(root, { macos: '15.1' }),
    keyOf(root, { python: '3.12' }),
    keyOf(root, { packages: { torch: '2.6.0' } }),
    keyOf(root, { include: ['*.py'] }),
    keyOf(root, { exclude: ['*.txt'] }),
    keyOf(root, { ignores: [{ code: 'device/cuda-literal', reason: 'no' }] }),
    keyOf(root, {}, 'two'),
  ]
  expect(new Set(keys).size).toBe(keys.length)
})

test('the key stays when only times change, or what is never opened', () => {
  const root = tree(FILES)
  const before = keyOf(root)
  utimesSync(join(root, 'a.py'), 5, 5)
  writeFileSync(join(root, 'weights.pt'), 'new')
  expect(keyOf(root)).toBe(before)
})
