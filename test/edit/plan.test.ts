import { expect, test } from 'vitest'
import { applyEdits } from '../../src/edit/apply.ts'
import { planOf } from '../../src/edit/plan.ts'
import type { Edit } from '../../src/report/edit.ts'
import { edit } from '../render/report.ts'

const FILES: Readonly<Record<string, string>> = {
  'a.py': 'abcdef',
  'mark.py': '\uFEFFabcdef',
  'a.ipynb': JSON.stringify({ cells: [{ cell_type: 'code', source: 'abcdef' }] }),
}

/** The texts of the files after the plan of these edits. */
function after(edits: readonly Edit[]) {
  const { files, setAside } = planOf(edits, (path) => FILES[path])
  return {
    ...Object.fromEntries(files.map(({ path, before, edits: own }) => [path, applyEdits(before, own)])),
    ...Object.fromEntries(setAside.map(({ group, reason }) => [group, reason])),
  }
}

const at = (file: string, start: number, more: Partial<Edit> = {}) =>
  edit({ file, start, end: start + 1, text: 'X', group: file, ...more })

test('offsets count behind a byte order mark, and in the cell of a notebook', () => {
  expect(after([at('a.py', 1), at('mark.py', 1), at('mark.py', 5), at('a.ipynb', 1, { cell: 0 })])).toEqual({
    'a.py': 'aXcdef',
    'mark.py': '\uFEFFaXcdeX',
    'a.ipynb': FILES['a.ipynb']?.replace('abc', 'aXc'),
  })
})

test('a group of which one edit cannot be made is not made at all, and does not stand in the way of others', () => {
  const edits = [at('a.py', 1, { group: 'g' }), at('a.py', 6, { group: 'g' }), at('a.py', 1, { group: 'h', text: 'Y' })]

  expect(after(edits)).toEqual({ 'a.py': 'aYcdef', g: 'lies beyond the end of the text' })
})

test.each([
  ['is in a file that cannot be read as UTF-8', at('gone.py', 0, { group: 'g' })],
  ['is in no code cell of the notebook', at('a.ipynb', 0, { group: 'g', cell: 1 })],
  ['names no cell of the notebook', at('a.ipynb', 0, { group: 'g' })],
  ['is in no code cell of the notebook', at('a.py', 0, { group: 'g', cell: 0 })],
])('an edit that %s is set aside', (reason, one) => {
  expect(after([one])).toEqual({ g: reason })
})
