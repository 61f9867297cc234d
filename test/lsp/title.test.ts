import { expect, test } from 'vitest'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { titleOf } from '../../src/lsp/title.ts'
import type { Edit } from '../../src/report/edit.ts'

test.each([
  [
    'a device that is chosen',
    'd = ^^"cuda"',
    ['"mps" if torch.backends.mps.is_available() else '],
    'Use "mps" where there is Metal',
  ],
  [
    'an argument',
    'torch.load(path^^)',
    [', map_location="cpu" if torch.backends.mps.is_available() else None'],
    'Use map_location="cpu" where there is Metal',
  ],
  ['a switch', 'pin=^True^', ['not torch.backends.mps.is_available()'], 'Turn this off where there is Metal'],
  ['a call, up to its bracket', 'x = x.^cuda^(^non_blocking=True^)', ['to', 'device'], 'Write .to(device)'],
  ['a name', 'torch.^cuda.amp^.GradScaler()', ['amp'], 'Write .amp'],
  ['a marker', 'flash-attn^^', ['; sys_platform != "darwin"'], 'Add ; sys_platform != "darwin"'],
  ['what goes', 'a, ^b, ^c', [''], 'Remove b,'],
  ['what is long, on one line', '^^', [`if x:\n    ${'y'.repeat(80)}`], `Add if x: ${'y'.repeat(53)}…`],
])('%s', (_, marked, texts, title) => {
  expect(titled(marked, texts)).toBe(title)
})

test('lines beside the one that is looked at are counted', () => {
  expect(titled('^a^\n^b^\n^c^', ['x', 'y', 'z'])).toBe('Write x, and 2 more lines')
})

/** The title of edits whose ranges stand between carets. */
function titled(marked: string, texts: readonly string[]): string {
  const parts = marked.split('^')
  const starts = parts.map((_, index) => parts.slice(0, index).join('').length)
  const text = parts.join('')
  const edits = texts.map((own, index): Edit => {
    const [start = 0, end = 0] = [starts[2 * index + 1], starts[2 * index + 2]]
    const line = text.slice(0, start).split('\n').length
    const place = { line, column: 1, endLine: line, endColumn: 1, group: 'one' }
    return { file: 'a.py', start, end, text: own, ...place, safety: 'safe', why: '' }
  })
  return titleOf(edits, TextDocument.create('file:///a.py', 'python', 1, text), () => true)
}
