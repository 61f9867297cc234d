import { expect, test } from 'vitest'
import { fileWithImports, MAX_BROUGHT_IN } from '../../src/project/files/file-with-imports.ts'
import { inMemory } from '../../src/project/files/in-memory.ts'
import { walkProject } from '../../src/project/files/walk.ts'

const pathsFor = (path: string, files: Readonly<Record<string, string>>): readonly string[] =>
  walkProject(fileWithImports(inMemory(files), path)).paths

test('a script brings in what it imports, what that imports, and the manifests', () => {
  const files = {
    'pyproject.toml': '',
    'scripts/train.py': 'from lib.model import (\n    Net,\n)\nimport helper as h, other\n',
    'scripts/helper.py': 'from . import deep\n',
    'scripts/deep.py': 'if True:\n    import late\n',
    'scripts/requirements-dev.txt': '',
    'scripts/unrelated.py': '',
    'late.py': '',
    'src/lib/__init__.py': '',
    'src/lib/model.py': 'from ..lib import layers\n',
    'src/lib/layers.py': '',
    'src/lib/unused.py': '',
    'docs/requirements.txt': '',
  }
  expect(pathsFor('scripts/train.py', files)).toEqual([
    'late.py',
    'pyproject.toml',
    'scripts/deep.py',
    'scripts/helper.py',
    'scripts/requirements-dev.txt',
    'scripts/train.py',
    'src/lib/__init__.py',
    'src/lib/layers.py',
    'src/lib/model.py',
  ])
})

test('a notebook brings in modules that its cells import', () => {
  const notebook = JSON.stringify(
    { cells: [{ cell_type: 'code', source: ['import torch\n', 'import nets\n'] }] },
    null,
    1,
  )
  expect(pathsFor('a.ipynb', { 'a.ipynb': notebook, 'nets.py': '', 'others.py': '' })).toEqual(['a.ipynb', 'nets.py'])
})

test('a list of requirements brings in the lists that it names, and no manifest beside it', () => {
  const files = {
    'deps/all.txt': 'torch\n-r base.txt\n',
    'deps/base.txt': '-c ./pins.txt',
    'deps/pins.txt': '',
    'setup.py': '',
  }
  expect(pathsFor('deps/all.txt', files)).toEqual(['deps/all.txt', 'deps/base.txt', 'deps/pins.txt'])
})

test('a file that is named is read, whatever an ignore file says', () => {
  expect(pathsFor('scratch.py', { '.gitignore': '*.py\n', 'scratch.py': 'import own\n', 'own.py': '' })).toEqual([
    'own.py',
    'scratch.py',
  ])
})

test('a chain of imports has an end', () => {
  const chain = Array.from({ length: 2 * MAX_BROUGHT_IN }, (_, index) => [`m${index}.py`, `import m${index + 1}\n`])
  expect(pathsFor('m0.py', Object.fromEntries(chain)).length).toBe(MAX_BROUGHT_IN)
})
