import fc from 'fast-check'
import type { TextEdit } from '../../src/edit/apply.ts'

/** Pieces of which texts are made that break what is careless with lines, quotes and characters. */
const PIECES = [
  '\n',
  '\r\n',
  '\r',
  '\t',
  ' ',
  'a',
  'def f():',
  '"',
  "'",
  '\\',
  '\\n',
  'é',
  '日',
  '😀',
  '\u2028',
  '-',
  '+',
  '@@ -1 +1 @@',
]

export const anyText = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join(''))

/** Whole characters of a text, as the offsets between them. */
function boundaries(text: string): readonly number[] {
  const offsets = [0]
  for (const character of text) offsets.push((offsets.at(-1) ?? 0) + character.length)
  return offsets
}

/** Edits of a text that do not overlap, in any order. */
export function editsOf(text: string): fc.Arbitrary<readonly TextEdit[]> {
  const offsets = boundaries(text)
  return fc
    .tuple(
      fc.uniqueArray(fc.nat({ max: offsets.length - 1 }), { maxLength: 8 }),
      fc.array(anyText, { minLength: 4, maxLength: 4 }),
    )
    .chain(([indexes, texts]) => {
      const places = indexes.toSorted((a, b) => a - b).map((index) => offsets[index] ?? 0)
      const edits = texts.flatMap((put, index) => {
        const [start, end] = places.slice(2 * index, 2 * index + 2)
        return start === undefined ? [] : [{ start, end: end ?? start, text: put }]
      })
      return fc.shuffledSubarray(edits)
    })
}

/** A text and edits of it. */
export const edited = anyText.chain((text) => editsOf(text).map((edits) => ({ text, edits })))
