import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyEdits, type TextEdit, whyNot } from '../../src/edit/apply.ts'
import { edited } from './arbitrary.ts'

test('puts each text in its place, whatever the order', () => {
  const text = 'x = a.cuda()\r\n\ty = "é"\r\n'
  const edits = [
    { start: text.indexOf('"\r'), end: text.indexOf('"\r'), text: 'z' },
    { start: 4, end: 4, text: '(' },
    { start: 5, end: 12, text: ')' },
  ]

  expect(applyEdits(text, edits)).toBe('x = (a)\r\n\ty = "éz"\r\n')
  expect(applyEdits(text, edits.toReversed())).toBe(applyEdits(text, edits))
})

test('what is inserted comes before what takes the place of the text behind it', () => {
  expect(
    applyEdits('ab', [
      { start: 0, end: 1, text: 'X' },
      { start: 0, end: 0, text: '<' },
    ]),
  ).toBe('<Xb')
})

test('keeps everything between the edits', () => {
  fc.assert(
    fc.property(edited, ({ text, edits }) => {
      const sorted = edits.toSorted((a, b) => a.start - b.start)
      let rest = applyEdits(text, edits)
      let at = 0
      for (const edit of sorted) {
        const kept = text.slice(at, edit.start)
        expect(rest.startsWith(kept + edit.text)).toBe(true)
        rest = rest.slice(kept.length + edit.text.length)
        at = edit.end
      }
      expect(rest).toBe(text.slice(at))
    }),
  )
})

describe('refuses', () => {
  test.each<[string, TextEdit]>([
    ['is no range of a text', { start: -1, end: 1, text: '' }],
    ['is no range of a text', { start: 2, end: 1, text: '' }],
    ['is no range of a text', { start: 0.5, end: 1, text: '' }],
    ['lies beyond the end of the text', { start: 1, end: 9, text: '' }],
    ['cuts a character in two', { start: 0, end: 2, text: '' }],
    ['cuts a character in two', { start: 2, end: 3, text: '' }],
  ])('what %s', (reason, edit) => {
    expect(whyNot('a😀b', edit)).toBe(reason)
    expect(() => applyEdits('a😀b', [edit])).toThrow(RangeError)
  })

  test('two edits of the same place', () => {
    expect(() =>
      applyEdits('abc', [
        { start: 0, end: 2, text: '' },
        { start: 1, end: 3, text: '' },
      ]),
    ).toThrow(RangeError)
  })

  test('nothing that is within the text', () => {
    expect(whyNot('a😀b', { start: 1, end: 4, text: '' })).toBeUndefined()
    expect(whyNot('', { start: 0, end: 0, text: 'x' })).toBeUndefined()
  })
})
