import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyEdits } from '../../src/edit/apply.ts'
import { cellsOf, editsOfNotebook, whyNotInCell } from '../../src/edit/notebook-edits.ts'
import { anyText, editsOf } from './arbitrary.ts'

interface Cell {
  readonly cell_type: string
  readonly source: string | readonly string[]
  readonly outputs?: readonly unknown[]
}

/** A cell's source as Jupyter saves it: a list of lines, or one text. */
const source = fc.tuple(anyText, fc.boolean()).map(([text, isList]) => (isList ? text.split(/(?<=\n)/) : text))
const cellOf = (...types: readonly string[]): fc.Arbitrary<Cell> =>
  fc.record({
    cell_type: fc.constantFrom(...types),
    source,
    outputs: fc.array(fc.record({ text: anyText }), { maxLength: 2 }),
  })
const someCells = fc
  .tuple(fc.array(cellOf('code', 'markdown'), { maxLength: 3 }), cellOf('code'), cellOf('code', 'markdown'))
  .map(([before, code, after]) => [...before, code, after])
const notebook = fc.record({ cells: someCells, metadata: fc.dictionary(fc.string(), anyText) }).chain((content) =>
  fc.record({
    cells: fc.constant(content.cells),
    text: fc
      .constantFrom(0, 1, '\t')
      .map((indent) => JSON.stringify(content, undefined, indent))
      // As programs write it that know no Unicode.
      .chain((text) => fc.boolean().map((ascii) => (ascii ? text.replace(/[^\0-\u007F]/g, escaped) : text))),
  }),
)

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** A notebook, one of its code cells, and edits of that. */
const editedNotebook = notebook.chain(({ cells, text }) => {
  const file = { path: 'a.ipynb', text }
  const code = [...cellsOf(file)]
  return fc.constantFrom(...code).chain(([number, own]) => {
    return fc.record({
      file: fc.constant(file),
      cells: fc.constant(cells),
      number: fc.constant(number),
      own: fc.constant(own),
      edits: editsOf(own.text),
    })
  })
})

function joined(lines: string | readonly string[]): string {
  return typeof lines === 'string' ? lines : lines.join('')
}

test('a cell’s text is its source, but for a line feed at its very end', () => {
  fc.assert(
    fc.property(notebook, ({ cells, text }) => {
      const read = cellsOf({ path: 'a.ipynb', text })
      for (const [number, { text: code }] of read) {
        expect([code, `${code}\n`]).toContain(joined(cells[number]?.source ?? []))
      }
      expect(read.size).toBe(cells.filter((own) => own.cell_type === 'code').length)
    }),
  )
})

test('edits change the source of their cell and nothing else', () => {
  fc.assert(
    fc.property(editedNotebook, ({ file, cells, number, own, edits }) => {
      const located = editsOfNotebook(file, own, edits)
      expect(located).toHaveLength(edits.length)
      const after = JSON.parse(applyEdits(file.text, located))
      const before = JSON.parse(file.text)
      const rest = joined(cells[number]?.source ?? []).slice(own.text.length)

      expect(joined(after.cells[number]?.source ?? [])).toBe(applyEdits(own.text, edits) + rest)
      for (const one of [before, after]) if (one.cells[number]) one.cells[number].source = ''
      expect(after).toEqual(before)
    }),
    { numRuns: 300 },
  )
})

test('formatting stays to the byte, within the cell too', () => {
  const text =
    '{"cells": [\n  {"cell_type": "code", "outputs": [ ], "source": ["a = \\"\\u00e9\\"\\n",\n\t"b.cuda()\\n"]} ]}\r\n'
  const file = { path: 'a.ipynb', text }
  const own = cellsOf(file).get(0) ?? { text: '', lines: [] }
  const at = own.text.indexOf('.cuda')

  expect(applyEdits(text, editsOfNotebook(file, own, [{ start: at, end: at + 7, text: '.to("mps")\n' }]))).toBe(
    text.replace('.cuda()', String.raw`.to(\"mps\")\n`),
  )
})

test('only code cells of notebooks have edits', () => {
  const text = JSON.stringify({
    cells: [
      { cell_type: 'markdown', source: ['x'] },
      { cell_type: 'code', source: ['x'] },
    ],
  })
  const edit = { start: 0, end: 1, text: 'y' }
  const refusal = (json: string, number: number) =>
    whyNotInCell(cellsOf({ path: 'a.ipynb', text: json }).get(number), edit)

  expect(refusal(text, 1)).toBeUndefined()
  expect(refusal(text, 0)).toBe('is in no code cell of the notebook')
  expect(refusal(text, 2)).toBe('is in no code cell of the notebook')
  expect(refusal('no notebook', 0)).toBe('is in no code cell of the notebook')
})
