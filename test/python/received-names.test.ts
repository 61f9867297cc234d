import { expect, it } from 'vitest'
import type { PythonCode } from '../../src/project/python/module.ts'
import { readModule } from '../../src/project/python/read-module.ts'
import { receivedNames } from '../../src/project/python/received-names.ts'
import { relevanceOf } from '../../src/project/python/relevance.ts'
import { parsePython as parse } from '../../src/shipped/parse-python.ts'

const relevance = relevanceOf([{ values: ['cuda'] }])

function read(files: Readonly<Record<string, string>>): readonly PythonCode[] {
  return Object.entries(files).flatMap(([path, text]) => readModule({ path, text }, parse, relevance).code ?? [])
}

it.each([
  ['by its name', 'from lib.settings import place\n', ['place']],
  ['by another name', 'from .settings import place as where\n', ['where']],
  ['all of them', 'from settings import *\n', ['place', 'Setup(']],
  ['with the module', 'import lib.settings as s\n', ['place', 'Setup(']],
  ['with the module out of its package', 'from . import settings\n', ['place', 'Setup(']],
  ['a class, which is asked for where it is called', 'from settings import Setup as S\n', ['S(']],
  [
    'in a function',
    'def f():\n    try:\n        from settings import place\n    except ImportError:\n        pass\n',
    ['place'],
  ],
  ['nothing of what is not handed on', 'from settings import count\n', undefined],
])('a module receives what it imports: %s', (_, text, names) => {
  const settings = 'place = "cuda"\ncount = 3\nclass Setup:\n    place = "cuda"\n'
  const received = receivedNames(read({ 'lib/settings.py': settings, 'main.py': text })).get('main.py')
  expect(received && [...received]).toEqual(names)
})
