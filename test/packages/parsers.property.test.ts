import { gunzipSync, gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Refusal } from '../../src/packages/refusal.ts'
import { distributionOf } from '../../src/packages/simple/file-name.ts'
import { filesOfPage } from '../../src/packages/simple/page.ts'
import { elfLibraries, type UpTo } from '../../src/packages/wheel/elf.ts'
import { entriesOf } from '../../src/packages/wheel/archive.ts'
import { machOLibraries } from '../../src/packages/wheel/mach-o.ts'
import { readMetadata, readSourceMetadata } from '../../src/packages/wheel/metadata.ts'
import { sourceContentsOf } from '../../src/packages/source/contents.ts'
import { makeElf, makeMachO, makeUniversal } from './make-binary.ts'
import { makeSource } from './make-source.ts'
import { makeWheel } from './make-wheel.ts'

/** Milliseconds for the largest input: reading is linear, so that there is room to spare. */
const BOUND = 2_000
const MAX = 1_000_000

/** A file with some bytes changed: hostile files resemble good ones. */
function damaged(file: Uint8Array): fc.Arbitrary<Uint8Array> {
  const change = fc.tuple(fc.nat(file.length - 1), fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff), fc.nat(255)))
  return fc.tuple(fc.array(change, { maxLength: 12 }), fc.nat(file.length)).map(([changes, cut]) => {
    const copy = Uint8Array.from(file)
    for (const [at, value] of changes) copy[at] = value
    return cut % 5 === 0 ? copy.subarray(0, cut) : copy
  })
}

function reading(bytes: Uint8Array): UpTo {
  return async (length) => bytes.subarray(0, length)
}

const ELF = makeElf(['libc.so.6', 'libcudart.so.12'])
const MACH_O = makeMachO(['/usr/lib/libSystem.B.dylib', '/System/Library/Frameworks/Metal.framework/Metal'])
const binaries = fc.oneof(fc.uint8Array(), damaged(ELF), damaged(MACH_O), damaged(makeUniversal(MACH_O)))

test('whatever a binary is, reading its libraries ends without an exception', async () => {
  await fc.assert(
    fc.asyncProperty(binaries, async (bytes) => {
      for (const libraries of await Promise.all([
        elfLibraries(reading(bytes), MAX),
        machOLibraries(reading(bytes), MAX),
      ]))
        expect(libraries?.every((library) => typeof library === 'string') ?? true).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})

test('whatever an archive is, it is read or refused', async () => {
  const wheel = await makeWheel('some-pkg', '1.0', { 'some_pkg/a.py': 'a', 'some_pkg/b.so': ELF })
  await fc.assert(
    fc.asyncProperty(damaged(wheel), async (bytes) => {
      const source = { size: bytes.length, read: async (at: number, length: number) => bytes.subarray(at, at + length) }
      const entries = await entriesOf(source).catch((error: unknown) => error)
      expect(Array.isArray(entries) || entries instanceof Refusal).toBe(true)
    }),
    { numRuns: 500 },
  )
})

const html = fc.array(
  fc.constantFrom(
    '<a ',
    'href="',
    "href='",
    '"',
    "'",
    '>',
    '</a>',
    ' data-yanked',
    '=',
    '&gt;',
    '&#0;',
    '<!--',
    '<a',
    'x-1.whl',
    '\n',
  ),
  { maxLength: 60 },
)
const json = fc.json()

/** Files, or the reason why there are none. Anything else that is thrown fails the test. */
function outcomeOf(text: string, type: string): unknown {
  try {
    const files = filesOfPage(Buffer.from(text), type, 'https://index.example/simple/x/')
    return files.map((file) => distributionOf(file, 'x'))
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

test('whatever a page is, it is read or refused', () => {
  const pages = fc.oneof(
    fc.tuple(
      html.map((parts) => parts.join('')),
      fc.constant('text/html'),
    ),
    fc.tuple(json, fc.constant('application/vnd.pypi.simple.v1+json')),
    fc.tuple(
      json.map((files) => `{"meta":{"api-version":"1.0"},"files":[${files}]}`),
      fc.constant('application/vnd.pypi.simple.v1+json; charset=utf-8'),
    ),
    fc.tuple(fc.string(), fc.string()),
  )
  fc.assert(
    fc.property(pages, ([text, type]) => {
      expect(outcomeOf(text, type)).toBeDefined()
    }),
    { numRuns: 2_000 },
  )
})

test.each([
  ['tags that never end', '<a href="'.repeat(200_000)],
  ['tags without a name', '<a '.repeat(500_000)],
  ['one endless tag', `<a ${'x="y" '.repeat(300_000)}`],
  ['entities', `<a href="${'&amp;'.repeat(300_000)}">`],
])('a page of %s takes no longer than its length', (_, text) => {
  const before = performance.now()
  filesOfPage(Buffer.from(text), 'text/html', 'https://index.example/simple/x/')
  expect(performance.now() - before).toBeLessThan(BOUND)
})

test('whatever METADATA is, it is read', () => {
  const lines = fc.array(
    fc.oneof(fc.constantFrom('Requires-Dist: a', 'Requires-Dist:', ' b', '', 'Classifier: C', '\r'), fc.string()),
  )
  fc.assert(
    fc.property(lines, (all) => {
      readMetadata(all.join('\n'))
      readSourceMetadata(all.join('\n'), all.join('\n'))
    }),
  )

  const before = performance.now()
  readMetadata(`Requires-Dist: ${'\n '.repeat(1_000_000)}\n${'Requires-Dist: a[\n'.repeat(100_000)}`)
  expect(performance.now() - before).toBeLessThan(BOUND)
})

test('whatever a source archive is, it is read or refused', async () => {
  const archive = gunzipSync(
    makeSource('some-pkg', '1.0', { 'PKG-INFO': 'Name: x', [`${'long/'.repeat(60)}a.py`]: '', 'b.c': '' }),
  )
  await fc.assert(
    fc.asyncProperty(damaged(archive), fc.boolean(), async (bytes, packed) => {
      const file = packed ? gzipSync(bytes) : bytes
      const source = { size: file.length, read: async (at: number, length: number) => file.subarray(at, at + length) }
      const contents = await sourceContentsOf(source, 'x-1.tar.gz').catch((error: unknown) => error)
      expect(contents instanceof Refusal || !(contents instanceof Error)).toBe(true)
    }),
    { numRuns: 500 },
  )
})
