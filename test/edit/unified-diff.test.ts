import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { applyEdits, type TextEdit } from '../../src/edit/apply.ts'
import { unifiedDiff } from '../../src/edit/unified-diff.ts'
import { edited } from './arbitrary.ts'

const folders: string[] = []
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })))

interface Edited {
  readonly path: string
  readonly text: string
  readonly edits: readonly TextEdit[]
}

/** The texts of files after a program has applied a patch of all of them. */
function patched(files: readonly Edited[], program: string, words: readonly string[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'acclimate-diff-'))
  folders.push(folder)
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const input = files.map(({ path, text, edits }) => unifiedDiff(path, text, edits)).join('')
  if (input !== '') {
    const { status, stderr } = spawnSync(program, words, { cwd: folder, input, encoding: 'utf8' })
    if (status !== 0) throw new Error(`${stderr}\n${input}`)
  }
  return files.map(({ path }) => readFileSync(join(folder, path), 'utf8'))
}

const PATHS = ['a.py', 'a b.py', 'ordner/é.py', 'q"uo\\te.py', 'tab\there.py', '-dash.py', 'a/b/c d/日.ipynb', '😀.py']
const project = fc
  .array(edited, { minLength: PATHS.length, maxLength: PATHS.length })
  .map((files) => files.map((file, index) => ({ ...file, path: PATHS[index] ?? '' })))

const PROGRAMS = (
  [
    ['git', ['apply', '--whitespace=nowarn']],
    ['patch', ['-p1', '--binary', '--posix', '-s']],
  ] as const
).filter(([program]) => spawnSync(program, ['--version']).status === 0)

test.each(PROGRAMS)('%s makes of it what the edits make', (program, words) => {
  const files = program === 'git' ? project : project.map((all) => all.filter(({ path }) => !/["\t]/.test(path)))
  fc.assert(
    fc.property(files, (all) => {
      expect(patched(all, program, words)).toEqual(all.map(({ text, edits }) => applyEdits(text, edits)))
    }),
    { numRuns: 40 },
  )
})

/** Lines with their line feeds, and the last without one where it has none. */
function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(/(?<=\n)/)
}

/** A text after a diff that must fit to the line; programs for patches look around for where it may have been meant. */
function patchedExactly(text: string, diff: string): string {
  const old = linesOf(text)
  const made: string[] = []
  let at = 0
  for (const hunk of diff.split(/(?<=\n)(?=@@ -)/).slice(1)) {
    const [head = '', ...written] = linesOf(hunk)
    const body = written
      .map((line, index) => (written[index + 1]?.startsWith('\\') ? line.slice(0, -1) : line))
      .filter((line) => !line.startsWith('\\'))
    const [, from = '', count = '1', to = '', size = '1'] =
      /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@\n$/.exec(head) ?? []
    const begin = Number(from) - (count === '0' ? 0 : 1)
    for (; at < begin; at++) made.push(old[at] ?? '?')
    expect(made.length).toBe(Number(to) - (size === '0' ? 0 : 1))
    const before = body.filter((line) => !line.startsWith('+')).map((line) => line.slice(1))
    const after = body.filter((line) => !line.startsWith('-')).map((line) => line.slice(1))
    expect([before.length, after.length]).toEqual([Number(count), Number(size)])
    expect(before).toEqual(old.slice(at, at + before.length))
    made.push(...after)
    at += before.length
  }
  return [...made, ...old.slice(at)].join('')
}

test('says to the line what is where', () => {
  const long = fc.array(edited, { minLength: 3, maxLength: 6 }).map((parts) => {
    const filler = 'kept\n'.repeat(7)
    let text = ''
    const edits = parts.flatMap((part) => {
      text += filler
      const begin = text.length
      text += part.text
      return part.edits.map((edit) => ({ ...edit, start: edit.start + begin, end: edit.end + begin }))
    })
    return { text, edits }
  })
  fc.assert(
    fc.property(fc.oneof(edited, long), ({ text, edits }) => {
      expect(patchedExactly(text, unifiedDiff('a.py', text, edits))).toBe(applyEdits(text, edits))
    }),
    { numRuns: 300 },
  )
})

test('shows three lines around, and changes near to each other together', () => {
  const text = Array.from({ length: 20 }, (_, index) => `line ${index + 1}\n`).join('')
  const at = (line: number) => text.indexOf(`line ${line}\n`)
  const edits = [
    { start: at(4), end: at(5), text: '' },
    { start: at(9), end: at(9), text: 'new\n' },
    { start: at(20) + 7, end: at(20) + 8, text: '' },
  ]

  expect(unifiedDiff('a.py', text, edits)).toMatchInlineSnapshot(`
    "--- a/a.py
    +++ b/a.py
    @@ -1,11 +1,11 @@
     line 1
     line 2
     line 3
    -line 4
     line 5
     line 6
     line 7
     line 8
    +new
     line 9
     line 10
     line 11
    @@ -17,4 +17,4 @@
     line 17
     line 18
     line 19
    -line 20
    +line 20
    \\ No newline at end of file
    "
  `)
})

test('is empty where nothing changes', () => {
  expect(unifiedDiff('a.py', 'a\nb\n', [])).toBe('')
  expect(unifiedDiff('a.py', 'a\nb\n', [{ start: 2, end: 3, text: 'b' }])).toBe('')
})

test('a byte order mark, tabs, carriage returns and blanks at the end of a line stay', () => {
  const text = '\uFEFFa\t\r\nb = 1  \r\nc'

  expect(unifiedDiff('a.py', text, [{ start: 9, end: 10, text: '2' }])).toBe(
    '--- a/a.py\n+++ b/a.py\n@@ -1,3 +1,3 @@\n \uFEFFa\t\r\n-b = 1  \r\n+b = 2  \r\n c\n\\ No newline at end of file\n',
  )
})

test('work grows with the size of the file', () => {
  const lines = 30_000
  const text = 'x = 1\n'.repeat(lines)
  const edits = Array.from({ length: lines / 2 }, (_, index) => ({ start: 12 * index, end: 12 * index + 1, text: 'y' }))
  const before = performance.now()

  expect(unifiedDiff('a.py', text, edits).split('\n').length).toBeGreaterThan(lines)
  expect(performance.now() - before).toBeLessThan(5_000)
})
