import fc from 'fast-check'
import { expect, it } from 'vitest'
import { declarationsOfScript } from '../../../src/project/declarations/pep-723/index.ts'

const read = (text: string) => declarationsOfScript({ path: 'run.py', text })

it.each(['\n', '\r\n'])('reads the metadata of a script where it stands, with lines ending in %j', (ending) => {
  const lines = [
    '#!/usr/bin/env -S uv run',
    '# /// script',
    '# requires-python = ">=3.11"',
    '# dependencies = [',
    '#   "torch>=2.4",',
    '#',
    '#   "triton; sys_platform == \'linux\'",',
    '# ]',
    '# [[tool.uv.index]]',
    '# url = "https://download.pytorch.org/whl/cu124"',
    '# ///',
    'import torch',
  ]
  const { declarations, pythons, indexes, unread } = read(lines.join(ending))
  expect(unread).toEqual([])
  expect(declarations).toMatchObject([
    {
      name: 'torch',
      specifier: '>=2.4',
      format: 'pep-723',
      site: { file: 'run.py', line: 5, column: 5, excerpt: '#   "torch>=2.4",' },
    },
    { name: 'triton', marker: "sys_platform == 'linux'", site: { line: 7 } },
  ])
  expect(pythons).toMatchObject([{ specifier: '>=3.11', site: { line: 3 } }])
  expect(indexes).toMatchObject([{ url: 'https://download.pytorch.org/whl/cu124', site: { line: 10 } }])
})

it('says what is wrong with broken metadata', () => {
  expect(read('\n# /// script\n# dependencies = [\n# ///\n').unread).toHaveLength(1)
})

it.each([
  '# /// script\n# dependencies = ["a"]\nimport a\n',
  '# /// other\n# dependencies = ["a"]\n# ///\n',
  'print("# /// script")\n',
])('takes %j for no metadata', (text) => expect(read(text).declarations ?? []).toEqual([]))

it('never throws, and ends', () => {
  const piece = fc.constantFrom(
    '# /// script\n',
    '# ///\n',
    '#\n',
    '# dependencies = [',
    '"torch"',
    ']\n',
    '# ',
    '\r',
    '\n',
    '[',
    '=',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      expect(read(pieces.join(''))).toBeDefined()
    }),
  )
})
