import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formats } from '../../src/generated/formats.ts'

/** Folders that hold folders of readers. */
const AREAS = readdirSync('src/project').map((name) => join('src/project', name))

/** Names that say nothing of what is in a file: no reader may take them for its own by the path. */
const ORDINARY = ['README', 'docs/guide.md', 'LICENSE', 'data/notes.txt', 'image.png', 'a/b', 'x']

/** What the formats are made of, so that texts come further than a reader's first line. */
const PIECES = [
  '[',
  ']',
  '{',
  '}',
  '"',
  "'",
  '\n',
  '\r',
  ': ',
  '- ',
  ' = ',
  '#',
  ',',
  '\\',
  '<<EOF',
  '$(',
  '\0',
  '\uD800',
]

const text = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.constantFrom('torch', 'run', 'name', '1.0'), fc.string()))
  .map((parts) => parts.join(''))

describe.each(formats)('$name', (format) => {
  test('is called like its folder, and names its description', () => {
    const folders = AREAS.map((area) => join(area, format.name)).filter((path) => existsSync(path))
    expect(folders, `one folder of src/project is called ${format.name}`).toHaveLength(1)
    expect(format.specification).toMatch(/^https:\/\/\S+$/)
  })

  test('takes no file for its own by an ordinary name', () => {
    expect(ORDINARY.filter((path) => format.recognises(path, ''))).toEqual([])
  })

  test('neither throws nor places anything outside of the file, whatever is in it', () => {
    fc.assert(
      fc.property(text, (written) => {
        const { unread = [] } = format.read({ path: 'a/file', text: written })
        expect(unread.filter(({ file, line = 1 }) => file !== 'a/file' || line < 1)).toEqual([])
      }),
    )
  })
})

test('no file of the samples and tests is claimed by two readers, which would both read it', () => {
  const paths = ['samples', 'test'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.(?:py|ipynb)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  )
  const claims = paths.map((path) => {
    const content = readFileSync(path, 'utf8')
    return [path, ...formats.filter(({ recognises }) => recognises(path, content)).map(({ name }) => name)]
  })
  expect(claims.filter(([, first]) => first !== undefined).length).toBeGreaterThan(50)
  expect(claims.filter(([, ...names]) => names.length > 1)).toEqual([])
})
