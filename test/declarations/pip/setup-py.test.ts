import fc from 'fast-check'
import { expect, it } from 'vitest'
import { declarationsOfSetupPy } from '../../../src/project/declarations/setup-py/index.ts'
import { parsePython as parse } from '../../../src/shipped/parse-python.ts'
import { readModule } from '../../../src/project/python/read-module.ts'

function read(text: string) {
  const file = { path: 'setup.py', text }
  const { code } = readModule(file, parse, undefined)
  return code ? declarationsOfSetupPy(file, code.body) : {}
}
const summary = (text: string) =>
  read(text).declarations?.map(({ name, specifier, scope, group, marker }) =>
    [name + specifier, scope, group, marker].filter((each) => each !== undefined).join(' '),
  )

it('reads literal arguments where they stand', () => {
  const { declarations, pythons, indexes } = read(`from setuptools import setup
setup(
    name='mine',
    install_requires=['torch>=2.0', "numpy; python_version < '3.9'"],
    setup_requires=['cython'],
    extras_require={'gpu': ['cupy'], 'test': ['pytest']},
    python_requires='>=3.8',
    dependency_links=['https://example.com/links'],
)
`)
  expect(declarations?.map(({ name, scope, group, site }) => [name, scope, group, site.line, site.column])).toEqual([
    ['torch', 'runtime', undefined, 4, 23],
    ['numpy', 'runtime', undefined, 4, 37],
    ['cython', 'build', undefined, 5, 21],
    ['cupy', 'optional', 'gpu', 6, 29],
    ['pytest', 'development', 'test', 6, 47],
  ])
  expect(pythons).toMatchObject([{ specifier: '>=3.8', site: { line: 7 } }])
  expect(indexes).toMatchObject([{ kind: 'find-links', url: 'https://example.com/links' }])
})

it('follows names, sums, dictionaries and functions', () => {
  expect(
    summary(`import setuptools
BASE = ['torch']
VERSION = '4.30'
extras = {}
extras['flash'] = ['flash-attn']
extras.update({'vision': ['timm', *BASE]})
def more():
    return ['einops']
requirements = BASE + more() + list(('a', 'b'))
requirements += ['c']
requirements.append(f'transformers>={VERSION}')
requirements.extend(['d'])
settings = dict(install_requires=requirements, extras_require=extras)
setuptools.setup(name='x', **settings)
`),
  ).toEqual([
    'torch runtime',
    'einops runtime',
    'a runtime',
    'b runtime',
    'c runtime',
    'transformers>=4.30 runtime',
    'd runtime',
    'flash-attn optional flash',
    'timm optional vision',
    'torch optional vision',
  ])
})

it('turns conditions on the platform into markers', () => {
  expect(
    summary(`import sys, platform
reqs = ['numpy']
if sys.platform == 'darwin' and platform.machine() == 'arm64':
    reqs.append('mlx')
elif sys.platform.startswith('linux'):
    reqs += ['triton']
else:
    reqs += ['triton-windows']
if not platform.system() == 'Darwin':
    reqs.append('bitsandbytes')
if something_else():
    reqs.append('apex')
reqs += ['old'] if sys.version_info < (3, 8) else []
reqs += ['early' if sys.version_info <= (3, 7, 2) else 'late']
setup(install_requires=reqs)
`),
  ).toEqual([
    'numpy runtime',
    "mlx runtime sys_platform == 'darwin' and platform_machine == 'arm64'",
    "triton runtime (sys_platform != 'darwin' or platform_machine != 'arm64') and 'linux' in sys_platform",
    "triton-windows runtime (sys_platform != 'darwin' or platform_machine != 'arm64') and 'linux' not in sys_platform",
    "bitsandbytes runtime platform_system != 'Darwin'",
    'apex runtime',
    "old runtime python_version < '3.8'",
    "early runtime python_full_version <= '3.7.2'",
    "late runtime python_full_version > '3.7.2'",
  ])
})

it('takes what is read from a file for nothing, as the file is read itself', () => {
  expect(
    summary(`
def read(name):
    with open(name) as f:
        return [line.strip() for line in f]
setup(install_requires=read('requirements.txt') + open('more.txt').read().splitlines())
`),
  ).toEqual([])
})

it('takes the names of a table that the script computes', () => {
  expect(
    summary(`
deps = {name: line for name, line in pairs}
def deps_list(*names):
    return [deps[name] for name in names]
setup(install_requires=[deps['torch']], extras_require={'x': deps_list('accelerate', 'peft')})
`),
  ).toEqual(['torch runtime', 'accelerate optional x', 'peft optional x'])
})

it('ends on names that refer to each other, many times over', () => {
  const doubling = Array.from({ length: 60 }, (_, index) => `n${index} = n${index + 1} + n${index + 1}`).join('\n')
  expect(summary(`a = b + ['x']\nb = a + a\n${doubling}\nn60 = ['y']\nsetup(install_requires=a + n0)`)).toEqual([
    'x runtime',
    'y runtime',
  ])
})

it.each([
  [
    'names',
    `${Array.from({ length: 20_000 }, (_, index) => `n${index} = n${index + 1}`).join('\n')}\nsetup(install_requires=n0)`,
  ],
  ['sums', `setup(install_requires=${"['a'] + ".repeat(20_000)}[])`],
  ['brackets', `setup(install_requires=${'['.repeat(5000)}${']'.repeat(5000)})`],
  ['conditions', `if ${'a and '.repeat(20_000)}b:\n  x = ['a']\nsetup(install_requires=x)`],
  ['negations', `if ${'not '.repeat(20_000)}b:\n  x = ['a']\nsetup(install_requires=x)`],
  ['attributes', `if a${'.b'.repeat(20_000)} == 'x':\n  x = ['a']\nsetup(install_requires=x)`],
  [
    'branches',
    `if a:\n  pass\n${"elif sys.platform == 'a' or sys.platform == 'b':\n  pass\n".repeat(3000)}else:\n  x = ['a']\nsetup(install_requires=x)`,
  ],
])('survives many %s', (_, text) => expect(read(text)).toBeDefined())

it('never throws, and ends', () => {
  const piece = fc.constantFrom(
    'setup(',
    'install_requires=',
    '[',
    ']',
    "'torch'",
    'a',
    '=',
    '+',
    '\n',
    ')',
    'if a:\n ',
    '**',
    '{',
    ':',
    '}',
    ',',
    'f"{a}"',
    '.append(',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      expect(read(pieces.join(''))).toBeDefined()
    }),
  )
})
