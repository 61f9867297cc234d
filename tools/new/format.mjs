/** A reader of a made-up file of lines, which shows all that a reader owes: places, caps, and a word on what it cannot read. */
export const example = 'declarations/python-version'
export const pattern = /^[a-z]+\/[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/

export function skeleton(name) {
  const [area, format] = name.split('/')
  const index = `src/project/${name}/index.ts`
  const test = `test/${area}/${format}.test.ts`
  return {
    files: { [index]: reader(format), [test]: testOf(name, format) },
    steps: [
      `write into ${test} what is to be read from a real file of the format, places included`,
      `npx vitest run ${test}: it fails`,
      `make it pass in ${index}; the facts that there are to give are in src/project/facts.ts`,
      'npx vitest run test/facts: what every reader owes',
      'put the address of the description for the TODO: npx vitest run test/docs/pages stays red while one is left',
      'npm run format, npm run check',
    ],
  }
}

const reader = (format) => `import type { Unread } from '../../../report/report.ts'
import type { FileFacts, PythonRequirement } from '../../facts.ts'
import type { Format } from '../../format.ts'
import { lineStarts, lineText, siteOfLine, type TextFile } from '../../text-file.ts'

/** Lines of one file that are looked at; people write a handful. */
const MAX_LINES = 1_000

export const format = {
  name: '${format}',
  specification: 'https://example.org/TODO',
  recognises: (path) => /(?:^|\\/)${format}$/.test(path),
  read,
} satisfies Format

/** TODO: this reads lines such as \`python >=3.10\`. */
function read(file: TextFile): FileFacts {
  const pythons: PythonRequirement[] = []
  const unread: Unread[] = []
  const count = lineStarts(file).length
  for (let line = 1; line <= Math.min(count, MAX_LINES); line++) {
    const text = lineText(file, line).trim()
    if (text === '' || text.startsWith('#')) continue
    const specifier = /^python ([^\\s]+)$/.exec(text)?.[1]
    if (specifier === undefined) unread.push({ file: file.path, line, reason: '${format}: not understood' })
    else pythons.push({ specifier, site: siteOfLine(file, line) })
  }
  if (count > MAX_LINES) unread.push({ file: file.path, line: MAX_LINES, reason: '${format}: read up to this line' })
  return { pythons, unread }
}
`

const testOf = (name, format) => `import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formats } from '../../src/generated/formats.ts'
import { format } from '../../src/project/${name}/index.ts'

test('reads what it knows, with its place, and says what it does not', () => {
  const { pythons, unread } = format.read({ path: '${format}', text: '# comment\\npython >=3.10\\nnonsense\\n' })

  expect(pythons).toMatchObject([{ specifier: '>=3.10', site: { line: 2, column: 1, excerpt: 'python >=3.10' } }])
  expect(unread).toEqual([{ file: '${format}', line: 3, reason: '${format}: not understood' }])
})

test('knows its files by their names, and no other reader takes them', () => {
  const readers = formats.filter(({ recognises }) => recognises('sub/${format}', ''))
  expect(readers.map(({ name }) => name)).toEqual(['${format}'])
  expect(format.recognises('${format}.md')).toBe(false)
})

test('never throws', () => {
  const line = fc.oneof(fc.constantFrom('python >=3.10', '#', 'python'), fc.string())
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      expect(format.read({ path: '${format}', text: lines.join('\\n') })).toBeDefined()
    }),
  )
})
`
