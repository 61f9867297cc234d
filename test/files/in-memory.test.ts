import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FileTree } from '../../src/project/files/file-tree.ts'
import { inDirectory } from '../../src/project/files/in-directory.ts'
import { inMemory } from '../../src/project/files/in-memory.ts'
import { MAX_DEPTH } from '../../src/project/files/limits.ts'
import { projectFiles } from '../../src/project/files/project-files.ts'
import { tree } from './tree.ts'

/** All that reading a project finds. */
function read(files: FileTree) {
  const project = projectFiles(files, { exclude: ['skip*'] }, () => {})
  return { texts: project.paths.map((path) => [path, project.read(path)?.text]), ...project.tally() }
}

const name = fc.constantFrom('a.py', 'b.txt', '.gitignore', 'skip.py', 'model.bin', 'notes', '__proto__', 'ä.toml')
const folder = fc.constantFrom('', 'src/', 'src/deep/', '__pycache__/', 'b/', 'skipped/')
const content = fc.oneof(
  fc.constantFrom('*.py\n!a.py\n', '/src\n', 'deep/\n', '\uFEFFx = 1\n'),
  fc.string({ unit: 'binary' }),
  fc.uint8Array({ maxLength: 20 }),
)

test('files are read alike in memory and on disk', () => {
  const entry = fc.tuple(
    fc.tuple(folder, name).map(([path, file]) => path + file),
    content,
  )
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 8 }), (entries) => {
      const files = Object.fromEntries(entries)
      expect(read(inMemory(files))).toEqual(read(inDirectory(tree(files))))
    }),
    { numRuns: 150 },
  )
})

test('what stands too deep is said to be unread, and costs no more than what does not', () => {
  const deep = `${'d/'.repeat(100_000)}a.py`
  const { texts, unread } = read(inMemory({ [deep]: 'x = 1\n', 'b.py': 'y = 2\n' }))
  expect(texts).toEqual([['b.py', 'y = 2\n']])
  expect(unread).toEqual([
    { file: 'd/'.repeat(MAX_DEPTH + 1), reason: `folders in folders are read ${MAX_DEPTH} deep` },
  ])
})
