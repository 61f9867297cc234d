import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decode } from '../../src/project/files/decode.ts'
import { inDirectory } from '../../src/project/files/in-directory.ts'
import { projectFiles } from '../../src/project/files/project-files.ts'
import { readText } from '../../src/project/files/read-text.ts'
import { tree } from './tree.ts'

function read(path: string, content: string | Uint8Array) {
  return readText(inDirectory(tree({ [path]: content })), path)
}

describe('decoding', () => {
  test('UTF-8 and UTF-16 with a byte order mark lose the mark and keep their line ends', () => {
    expect(read('a.py', '\uFEFFx = 1\r\ny = "ä"\n').file?.text).toBe('x = 1\r\ny = "ä"\n')
    expect(read('a.py', Buffer.from('\uFEFFx = "ä"\n', 'utf16le')).file?.text).toBe('x = "ä"\n')
    expect(read('a.py', Buffer.from('\uFEFFx = "ä"\n', 'utf16le').swap16()).file?.text).toBe('x = "ä"\n')
  })

  test('broken UTF-8 is read with replacements and said with its line', () => {
    const { file, unread } = read('a.py', Buffer.from([0x61, 0x0a, 0x62, 0xff, 0x0a]))

    expect(file?.text).toBe('a\nb\uFFFD\n')
    expect(unread).toEqual({ file: 'a.py', line: 2, reason: expect.stringContaining('UTF-8') })
  })

  test('Python’s own declaration of an encoding is believed', () => {
    const latin = Buffer.from('#!/usr/bin/python\n# -*- coding: latin-1 -*-\nx = "ä"\n', 'latin1')

    expect(read('a.py', latin)).toMatchObject({ file: { text: expect.stringContaining('"ä"') } })
    expect(read('a.py', latin).unread).toBeUndefined()
    expect(read('a.py', Buffer.from('# coding: no-such\n"\xE4"', 'latin1')).unread).toBeDefined()
  })

  test('any bytes give text, valid ones their own', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => typeof decode(bytes).text === 'string'))
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const bytes = Buffer.from(text)
        expect(decode(bytes).text).toBe(bytes.toString().replace(/^\uFEFF/, ''))
      }),
    )
  })
})

describe('what is no text', () => {
  test('binary files are said only where the name promises text', () => {
    expect(read('a.py', Buffer.from([0, 1, 2]))).toEqual({
      bytes: 0,
      unread: { file: 'a.py', reason: expect.stringContaining('binary') },
    })
    expect(read('weights', Buffer.from([0, 1, 2]))).toEqual({ bytes: 0 })
    expect(read('model.pt', 'text, really')).toEqual({ bytes: 0 })
  })

  test('files above the limit are said with both sizes and not read', () => {
    expect(read('a.json', Buffer.alloc(5_100_000, 32)).unread?.reason).toMatch(/^5\.1 MB .* 5 MB$/)
    expect(read('n.ipynb', Buffer.alloc(5_100_000, 32)).file).toBeDefined()
    expect(read('rows', Buffer.alloc(5_100_000, 32))).toEqual({ bytes: 0 })
  })

  test('a pipe or a link that took the place of a file is refused at once', () => {
    const root = tree({ 'a.py': '', 'link.py': { link: 'a.py' } })
    execFileSync('mkfifo', [join(root, 'pipe.py')])

    const files = inDirectory(root)
    expect(readText(files, 'pipe.py').unread?.reason).toBe('not a regular file')
    expect(readText(files, 'link.py').file).toBeUndefined()
    expect(readText(files, 'gone.py').unread).toBeDefined()
  })
})

test('a project gives its texts in order and counts them', () => {
  const root = tree({ 'b.py': 'b', 'a/z.py': 'zz', 'model.bin': 'x', 'broken.py': Buffer.from([0xff]) })
  const files = projectFiles(inDirectory(root), {}, () => {})

  expect(files.paths.flatMap((path) => files.read(path)?.path ?? [])).toEqual(['a/z.py', 'b.py', 'broken.py'])
  expect(files.tally()).toEqual({
    files: 3,
    bytes: 4,
    unread: [expect.objectContaining({ file: 'broken.py', line: 1 })],
  })
})

test('a text that is given exactly is written again to the byte, in UTF-8 and in nothing else', () => {
  const marked = Buffer.from('\uFEFFé = 1\r\n')
  const root = tree({
    'mark.py': marked,
    'latin.py': Buffer.from('# coding: latin-1\né = 1\n', 'latin1'),
    'wide.py': Buffer.from('\uFEFFx = 1\n', 'utf16le'),
  })
  const files = projectFiles(inDirectory(root), {}, () => {})

  expect(Buffer.from(files.exact('mark.py') ?? '')).toEqual(marked)
  expect(files.read('mark.py')?.text).toBe('é = 1\r\n')
  expect(['latin.py', 'wide.py', 'gone.py'].map((path) => files.exact(path))).toEqual([undefined, undefined, undefined])
})

test('three thousand files take well under a second', () => {
  const contents: Record<string, string> = { '.gitignore': '*.pyc\n__pycache__/\n/build\n*.log\n' }
  const line = 'x = torch.zeros(3).cuda()  # some code\n'
  for (let index = 0; index < 3_000; index++) contents[`p${index % 50}/q${index % 7}/m${index}.py`] = line.repeat(60)
  const root = tree(contents)
  const before = process.cpuUsage()

  const files = projectFiles(inDirectory(root), {}, () => {})
  expect(files.paths.flatMap((path) => files.read(path) ?? [])).toHaveLength(3_001)
  const { user, system } = process.cpuUsage(before)
  expect((user + system) / 1_000).toBeLessThan(1_000)
})
