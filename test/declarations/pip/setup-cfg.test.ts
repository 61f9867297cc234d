import fc from 'fast-check'
import { expect, it } from 'vitest'
import { format } from '../../../src/project/declarations/setup-cfg/index.ts'

const read = (text: string) => format.read({ path: 'setup.cfg', text })

it('reads the requirements of each kind where they stand', () => {
  const { declarations, pythons, unread } = read(`[metadata]
name = mine
install_requires = not here

[options]
python_requires = >=3.8, <4
install-requires =
    torch>=2.0 ; sys_platform == 'linux'
    # a comment
    numpy  # another

    scipy
setup_requires = cython; wheel
tests_require: pytest

[options.extras_require]
cuda = cupy-cuda12x
docs =
    sphinx
all = file: requirements/all.txt
`)
  expect(unread).toEqual([])
  expect(pythons).toMatchObject([{ specifier: '>=3.8,<4', site: { line: 6, column: 1 } }])
  expect(declarations?.map(({ name, scope, group, site }) => [name, scope, group, site.line, site.column])).toEqual([
    ['torch', 'runtime', undefined, 8, 5],
    ['numpy', 'runtime', undefined, 10, 5],
    ['scipy', 'runtime', undefined, 12, 5],
    ['cython', 'build', undefined, 13, 18],
    ['wheel', 'build', undefined, 13, 26],
    ['pytest', 'development', undefined, 14, 16],
    ['cupy-cuda12x', 'optional', 'cuda', 17, 8],
    ['sphinx', 'development', 'docs', 19, 5],
  ])
  expect(declarations?.[0]).toMatchObject({ marker: "sys_platform == 'linux'", site: { endColumn: 41 } })
})

it('names what it cannot read', () => {
  const { declarations, unread } = read(
    '[options]\npython_requires = whatever\ninstall_requires =\n  torch>=latest\n  ~~~\n',
  )
  expect(declarations).toMatchObject([{ name: 'torch', specifier: '' }])
  expect(unread?.map((each) => each.line)).toEqual([2, 4, 5])
})

it('never throws, and ends', () => {
  const piece = fc.constantFrom(
    '[options]',
    '[',
    'install_requires',
    '=',
    ':',
    '\n',
    '\n  ',
    '\r\n',
    'torch',
    ';',
    '#',
    '\t',
    '\uFEFF',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      expect(read(pieces.join(''))).toBeDefined()
    }),
  )
})
