import { expect, test } from 'vitest'
import { changedLines } from '../../src/render/html/changed-lines.ts'
import { edit, finding, site } from './report.ts'

/** A place at 100 of its file, in an excerpt that has lost its indentation. */
const place = { ...site('train.py', 3, 'x.cuda()'), column: 5, start: 100, end: 108, focus: { start: 0, end: 8 } }

test('of a line that a program changes both sides are told', () => {
  const edits = [edit({ start: 102, end: 108, text: 'to(device)', column: 7, endColumn: 13 })]
  expect(changedLines(finding({ sites: [place], edits }))).toEqual([
    { file: 'train.py', line: 3, before: 'x.cuda()', after: 'x.to(device)' },
  ])
})

test('several edits of a line are made together', () => {
  const edits = [edit({ start: 100, end: 101, text: 'images' }), edit({ start: 102, end: 106, text: 'half' })]
  expect(changedLines(finding({ sites: [place], edits })).map(({ after }) => after)).toEqual(['images.half()'])
})

test('a line that is put in is told with what it is put before', () => {
  const edits = [edit({ line: 1, start: 0, end: 0, text: 'import torch\n' })]
  expect(changedLines(finding({ sites: [place], edits }))).toEqual([
    { file: 'train.py', line: 1, after: 'import torch' },
  ])
})

test('what goes beyond the text at hand is not guessed', () => {
  const edits = [edit({ start: 102, end: 140, text: '' })]
  expect(changedLines(finding({ sites: [place], edits }))).toEqual([])
  expect(changedLines(finding({ sites: [site('train.py', 3)], edits }))).toEqual([])
})
