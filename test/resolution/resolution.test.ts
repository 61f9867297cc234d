import { expect, test } from 'vitest'
import type { Declaration } from '../../src/project/facts.ts'
import { differencesBetween } from '../../src/resolution/differences.ts'
import { requirementText } from '../../src/resolution/requirements-text.ts'
import { readPins, readReason } from '../../src/resolution/uv-output.ts'
import { site } from '../render/report.ts'

function declaration(changes: Partial<Declaration>): Declaration {
  return {
    name: 'torch',
    requirement: 'torch',
    specifier: '',
    extras: [],
    scope: 'runtime',
    ecosystem: 'pypi',
    format: 'requirements-txt',
    site: site('requirements.txt', 1),
    ...changes,
  }
}

test('requirements are written anew', () => {
  expect(
    requirementText(declaration({ specifier: '>=2.1, <3', extras: ['opt'], marker: "sys_platform == 'linux'" })),
  ).toBe("torch[opt]>=2.1,<3 ; sys_platform == 'linux'")
  expect(requirementText(declaration({}))).toBe('torch')
})

test.each<[string, Partial<Declaration>]>([
  ['an address', { url: 'https://elsewhere.example/x.whl' }],
  ['an index of the project', { index: 'theirs' }],
  ['a conda package', { ecosystem: 'conda' }],
  ['an option in place of a name', { name: '--index-url' }],
  ['a path in place of a name', { name: '../theirs' }],
  ['a line in a name', { name: 'torch\n--index-url=https://elsewhere.example' }],
  ['a line in a version', { specifier: '===1\n--index-url=https://elsewhere.example' }],
  ['an option after a version', { specifier: '==1 --hash=x' }],
  ['a line in a marker', { marker: "sys_platform == 'linux'\n-e ." }],
  ['no marker', { marker: 'https://elsewhere.example' }],
])('%s does not reach the resolver', (_, changes) => {
  const text = requirementText(declaration(changes))
  expect(text ?? '').not.toMatch(/elsewhere|theirs|--|\n|-e/)
})

test('what uv writes', () => {
  expect([...readPins('torch==2.6.0+cpu\nNum_py==1.26.4 ; python_version < "3"\n# via x\n-e .\n')]).toEqual([
    ['torch', '2.6.0+cpu'],
    ['num-py', '1.26.4'],
  ])
  const answer =
    'warning: x\nerror: No solution found\n  cause: Because a has no usable wheels\n  and you require a.\n\nhint: more'
  expect(readReason(answer)).toBe('Because a has no usable wheels and you require a.')
  expect(readReason('  × No solution found:\n  ╰─▶ Because a\n      is gone.\n')).toBe('Because a is gone.')
})

test('what disappears, appears, changes and cannot be had', () => {
  const macos = {
    pins: new Map([
      ['a', '1'],
      ['b', '1'],
      ['c', '2'],
    ]),
    unresolved: new Map([['d', 'no wheels']]),
  }
  const linux = {
    pins: new Map([
      ['a', '1'],
      ['c', '1'],
      ['d', '1'],
      ['e', '1'],
    ]),
    unresolved: new Map<string, string>(),
  }

  expect(differencesBetween(macos, linux)).toEqual([
    { name: 'b', change: 'appears', macos: '1' },
    { name: 'c', change: 'changes-version', macos: '2', linux: '1' },
    { name: 'd', change: 'unresolved', linux: '1', reasons: { macos: 'no wheels' } },
    { name: 'e', change: 'disappears', linux: '1' },
  ])
})
