import { deflateRawSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { MAX_BINARY_BYTES } from '../../src/packages/limits.ts'
import { askOne, PATIENT } from './asking.ts'
import { type Handler, localIndex } from './local-index.ts'
import { makeElf, makeMachO } from './make-binary.ts'
import { makeTar } from './make-source.ts'
import { makeWheel } from './make-wheel.ts'

const WHEEL = 'some_pkg-1.0-cp312-cp312-macosx_11_0_arm64.whl'

/** Milliseconds that no wheel may take. */
const BOUND = 15_000
/** Bytes by which memory may grow while a wheel is read that would unpack to gigabytes. */
const MEMORY = 400_000_000

async function judged(bytes: Uint8Array, special?: Handler, entry?: Readonly<Record<string, unknown>>) {
  const { url, asked } = await localIndex({ [WHEEL]: { bytes, ...(entry ? { entry } : {}) } }, special)
  const before = performance.now()
  const memory = process.memoryUsage().rss
  const answer = await askOne([url], 'some-pkg', { limits: { ...PATIENT, retries: 0 } })
  expect(performance.now() - before).toBeLessThan(BOUND)
  expect(process.memoryUsage().rss - memory).toBeLessThan(MEMORY)
  return { ...answer, asked }
}

/** Whatever such a wheel holds, nothing is concluded from it. */
const NOTHING = { status: 'partial', installs: true, note: expect.stringContaining('could not be looked into') }

function onRange(
  answer: (range: readonly [number, number], total: number) => string,
  body?: (length: number) => Buffer,
): Handler {
  return (request, response) => {
    const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '') ?? []
    if (from === '' && to === '') return false
    const total = 100_000
    const start = from === '' ? total - Number(to) : Number(from)
    const end = from === '' ? total - 1 : Math.min(Number(to), total - 1)
    const bytes = body?.(end - start + 1) ?? Buffer.alloc(end - start + 1)
    response.writeHead(206, { 'content-range': answer([start, end], total) }).end(bytes)
    return true
  }
}

test.each<[string, Handler]>([
  ['another part', onRange(([start, end], total) => `bytes ${start + 1}-${end + 1}/${total}`)],
  ['a part of nothing', onRange(() => 'bytes */0')],
  ['a part without end', onRange(([start]) => `bytes ${start}-999999999999999/999999999999999`)],
  [
    'fewer bytes than it says',
    onRange(
      ([start, end], total) => `bytes ${start}-${end}/${total}`,
      () => Buffer.alloc(7),
    ),
  ],
  [
    'more bytes than asked for',
    onRange(
      ([start, end], total) => `bytes ${start}-${end}/${total}`,
      (length) => Buffer.alloc(length + 9),
    ),
  ],
  ['nothing of a zip', onRange(([start, end], total) => `bytes ${start}-${end}/${total}`)],
])('a server that answers with %s', async (_, special) => {
  expect((await judged(Buffer.alloc(100_000), special)).metal).toMatchObject(NOTHING)
})

test('a size that is not the one of the index', async () => {
  const wheel = await makeWheel('some-pkg', '1.0', { 'a.py': '' })
  expect((await judged(wheel, undefined, { size: 17 })).metal).toMatchObject(NOTHING)
})

const endless: Handler = (request, response) => {
  if (!request.url?.startsWith('/files/')) return false
  response.writeHead(200)
  const more = (): void => void response.write(Buffer.alloc(65_536), () => !response.destroyed && more())
  more()
  return true
}

test('a server without parts gives small wheels whole, and large ones are left', async () => {
  const whole: Handler = (request, response) => {
    if (!request.url?.startsWith('/files/')) return false
    response.writeHead(200).end(request.url.endsWith(WHEEL) ? small : Buffer.alloc(0))
    return true
  }
  const small = await makeWheel('some-pkg', '1.0', { 'some_pkg/_C.so': makeMachO(['/usr/lib/libSystem.B.dylib']) })
  expect((await judged(small, whole)).metal).toMatchObject({ status: 'supported' })

  expect((await judged(small, endless)).metal).toMatchObject(NOTHING)
})

test('a bomb is unpacked no further than its headers are', async () => {
  const bomb = makeElf(['libcudart.so.12'], MAX_BINARY_BYTES * 3)
  const wheel = await makeWheel('some-pkg', '1.0', { 'some_pkg/_C.so': bomb })

  expect(wheel.length).toBeLessThan(1_000_000)
  expect((await judged(wheel)).metal).toMatchObject({
    status: 'partial',
    note: expect.stringContaining('0 could be read'),
  })
})

test('sizes that are lies are not believed', async () => {
  const wheel = Buffer.from(
    await makeWheel('some-pkg', '1.0', { 'some_pkg/_C.so': makeMachO(['/usr/lib/libSystem.B.dylib']) }),
  )
  const directory = wheel.indexOf(Buffer.from('504b0102', 'hex'))
  // The first file claims four gigabytes, packed and unpacked.
  wheel.writeUInt32LE(0xfffffff0, directory + 20)
  wheel.writeUInt32LE(0xfffffff0, directory + 24)
  expect((await judged(wheel)).metal?.status).toBe('partial')
})

test('a list of files that is in a circle, far away, or of absurd length', async () => {
  const good = Buffer.from(await makeWheel('some-pkg', '1.0', { 'some_pkg/a.py': '' }))
  const end = good.lastIndexOf(Buffer.from('504b0506', 'hex'))
  for (const [at, value] of [
    [16, end],
    [16, 0xfffffff0],
    [16, 0],
    [12, 0xfffffff0],
    [12, 0],
  ] as const) {
    const wheel = Buffer.from(good)
    wheel.writeUInt32LE(value, end + at)
    // One answer after the other, since each is timed.
    // oxlint-disable-next-line no-await-in-loop
    expect((await judged(wheel)).metal?.installs).toBe(true)
  }
})

test('files that lie over each other cost no more than one', async () => {
  const shared = deflateRawSync(Buffer.alloc(3_000_000))
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(8, 8)
  const count = 5_000
  const entries = Array.from({ length: count }, (_, index) => {
    const name = Buffer.from(`some_pkg/_${index}.so`)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(shared.length, 20)
    entry.writeUInt32LE(3_000_000, 24)
    entry.writeUInt16LE(name.length, 28)
    return Buffer.concat([entry, name])
  })
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(local.length + shared.length, 16)

  expect((await judged(Buffer.concat([local, shared, directory, end]))).metal?.status).toBe('partial')
})

test('names in an archive that lead elsewhere are names, no more', async () => {
  const wheel = await makeWheel('some-pkg', '1.0', {
    '../../etc/x.so': makeElf(['libcudart.so.12']),
    '\u001b[31m/a.py': '',
  })
  const { library } = await judged(wheel)
  expect(library?.imports).toEqual([])
})

test('a source that unpacks without end is given up', async () => {
  const bomb = gzipSync(makeTar({ 'some-pkg-1.0/a.bin': Buffer.alloc(350_000_000) }))
  const { url } = await localIndex({ 'some_pkg-1.0.tar.gz': { bytes: bomb } })
  const before = performance.now()
  const { metal } = await askOne([url], 'some-pkg')

  expect(performance.now() - before).toBeLessThan(BOUND)
  expect(metal).toMatchObject({ status: 'partial', note: expect.stringContaining('not known') })
})
