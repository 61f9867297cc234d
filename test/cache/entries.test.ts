import { chmodSync, readdirSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readEntry, writeEntry } from '../../src/cache/entries.ts'
import { tree } from '../files/tree.ts'

const key = (digit: number) => digit.toString(16).repeat(64)

test('what was written is read again, whatever it is', () => {
  const folder = join(tree({}), 'deep', 'reports')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      writeEntry(folder, key(1), text)
      expect(readEntry(folder, key(1))).toBe(text)
    }),
  )
  expect(readdirSync(folder)).toEqual([`${key(1)}.entry`])
})

test('a damaged or foreign entry is none', () => {
  const folder = tree({})
  writeEntry(folder, key(1), '{"a":"ä"}')
  truncateSync(join(folder, `${key(1)}.entry`), 70)
  expect(readEntry(folder, key(1))).toBeUndefined()
  expect(readEntry(folder, key(2))).toBeUndefined()
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      writeFileSync(join(folder, `${key(3)}.entry`), bytes)
      expect(readEntry(folder, key(3))).toBeUndefined()
    }),
  )
})

test.skipIf(process.platform === 'win32')('others cannot read what is kept', () => {
  const folder = join(tree({}), 'reports')
  writeEntry(folder, key(1), 'secret')
  expect(statSync(folder).mode & 0o077).toBe(0)
  expect(statSync(join(folder, `${key(1)}.entry`)).mode & 0o077).toBe(0)
})

test('the oldest go when there are too many, drafts that nobody finished among them', () => {
  const folder = tree({ 'notes.txt': 'mine' })
  const abandoned = join(folder, `${key(9)}.entry.00000000-0000-4000-8000-000000000000`)
  writeFileSync(abandoned, 'half')
  utimesSync(abandoned, 1, 1)
  for (const digit of [1, 2, 3]) {
    writeEntry(folder, key(digit), String(digit), { entries: 9, bytes: 1_000 })
    utimesSync(join(folder, `${key(digit)}.entry`), 10 + digit, 10 + digit)
  }
  writeEntry(folder, key(4), '4', { entries: 3, bytes: 1_000 })

  expect(readdirSync(folder).toSorted()).toEqual([2, 3, 4].map((digit) => `${key(digit)}.entry`).concat('notes.txt'))
})

test('the oldest go when they are too large together', () => {
  const folder = tree({})
  writeEntry(folder, key(1), 'x'.repeat(500))
  utimesSync(join(folder, `${key(1)}.entry`), 1, 1)
  writeEntry(folder, key(2), 'x'.repeat(500), { entries: 9, bytes: 1_000 })

  expect(readEntry(folder, key(1))).toBeUndefined()
  expect(readEntry(folder, key(2))).toBe('x'.repeat(500))
})

test.skipIf(process.getuid?.() === 0)('a folder that cannot be written to keeps nothing, in silence', () => {
  const folder = tree({})
  chmodSync(folder, 0o500)
  writeEntry(folder, key(1), 'text')
  expect(readEntry(folder, key(1))).toBeUndefined()
})

test('a file in the place of the folder keeps nothing, in silence', () => {
  const root = tree({ reports: 'a file' })
  writeEntry(join(root, 'reports'), key(1), 'text')
  expect(readEntry(join(root, 'reports'), key(1))).toBeUndefined()
})
