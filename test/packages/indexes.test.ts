import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import type { Keep } from '../../src/packages/keep.ts'
import { tree } from '../files/tree.ts'
import { ask, askOne } from './asking.ts'
import { localIndex } from './local-index.ts'
import { makeWheel } from './make-wheel.ts'

const WHEEL = 'some_pkg-1.0-py3-none-any.whl'
const DAY = 86_400_000
const NOON = Date.parse('2026-11-23T12:00:00Z')

function memory(): Keep & { readonly size: () => number } {
  const kept = new Map<string, string>()
  return { read: (key) => kept.get(key), write: (key, text) => void kept.set(key, text), size: () => kept.size }
}

async function offered(version = '1.0', entry: Readonly<Record<string, unknown>> = {}) {
  return {
    [`some_pkg-${version}-py3-none-any.whl`]: {
      bytes: await makeWheel('some-pkg', version, { 'some_pkg/a.py': '' }),
      entry,
    },
  }
}

test('an index of HTML pages in folders, as pip takes it', async () => {
  const root = tree({
    'simple/some-pkg/index.html': `<!DOCTYPE html><html><head><meta name="pypi:repository-version" content="1.0"></head><body>
      <a href="../../files/${WHEEL}#sha256=${'0'.repeat(64)}" data-requires-python="&gt;=3.8">${WHEEL}</a>
      <a href="../../files/some_pkg-2.0-py3-none-any.whl" data-yanked="broken">some_pkg-2.0-py3-none-any.whl</a>
      <a href="../../files/some_pkg-3.0-py3-none-any.whl" data-requires-python="&gt;=3.13">some_pkg-3.0-py3-none-any.whl</a>
    </body></html>`,
    [`files/${WHEEL}`]: await makeWheel('some-pkg', '1.0', { 'some_pkg/a.py': '' }),
  })
  const { metal } = await askOne([pathToFileURL(join(root, 'simple')).href], 'some-pkg')

  expect(metal).toMatchObject({ status: 'supported', sources: [{ url: 'pkg:pypi/some-pkg@1.0' }] })
})

test('a folder of wheels, and several indexes of which one fails', async () => {
  const folder = tree({ [WHEEL]: await makeWheel('some-pkg', '1.0', { 'some_pkg/a.py': '' }) })
  const newer = await localIndex(await offered('1.1'))
  const { metal } = await askOne(['http://127.0.0.1:9/simple', newer.url], 'some-pkg', {
    links: [pathToFileURL(folder).href],
  })

  expect(metal?.sources[0]?.url).toBe('pkg:pypi/some-pkg@1.1')
  expect((await askOne([], 'some-pkg', { links: [pathToFileURL(folder).href] })).metal?.installs).toBe(true)
})

test('the release is the one that the project would get', async () => {
  const files = {
    ...(await offered('1.0', { 'upload-time': '2024-01-01T00:00:00Z' })),
    ...(await offered('2.0', { 'upload-time': '2025-01-01T00:00:00Z' })),
    ...(await offered('3.0rc1', { 'upload-time': '2026-01-01T00:00:00Z' })),
  }
  const { url } = await localIndex(files)
  const version = async (options: Parameters<typeof askOne>[2]) =>
    (await askOne([url], 'some-pkg', options)).metal?.sources[0]?.url.split('@')[1]

  expect(await version({})).toBe('2.0')
  expect(await version({ specifier: '<2' })).toBe('1.0')
  expect(await version({ version: '3.0rc1' })).toBe('3.0rc1')
  expect(await version({ asOf: '2024-06-01' })).toBe('1.0')
  expect((await askOne([url], 'some-pkg', { version: '7.0' })).reason).toMatch(/no version 7.0/)
})

test('of an earlier day an index that tells no days is not asked', async () => {
  const { url } = await localIndex(await offered())
  expect((await askOne([url], 'some-pkg', { asOf: '2025-01-01' })).reason).toMatch(/on that day/)
})

test('METADATA beside the wheel is taken from there', async () => {
  const metadata = 'Metadata-Version: 2.1\nName: some-pkg\nRequires-Dist: torch\n'
  const { url, asked } = await localIndex(await offered('1.0', { 'core-metadata': true }), (request, response) => {
    if (!request.url?.endsWith('.metadata')) return false
    response.writeHead(200).end(metadata)
    return true
  })
  const { metal } = await askOne([url], 'some-pkg', { accelerators: ['torch'] })

  expect(metal?.note).toContain('torch')
  expect(asked).toContain(`/files/${WHEEL}.metadata`)
})

test('what was read is not read again, and a changed page is', async () => {
  const keep = memory()
  const files = { ...(await offered()) }
  const { url, asked } = await localIndex(files)
  const first = await askOne([url], 'some-pkg', { keep, now: NOON })
  const once = asked.length

  expect(await askOne([url], 'some-pkg', { keep, now: NOON + 1_000 })).toEqual(first)
  expect(asked).toHaveLength(once)
  const later = await askOne([url], 'some-pkg', { keep, now: NOON + DAY, asOf: '2026-11-24' })
  expect(asked).toHaveLength(once + 1)
  expect(later.metal?.sources[0]?.seen).toBe('2026-11-24')
  Object.assign(files, await offered('1.5'))
  expect(
    (await askOne([url], 'some-pkg', { keep, now: NOON + 2 * DAY, asOf: '2026-11-25' })).metal?.sources[0]?.url,
  ).toMatch(/1\.5$/)
})

test('a run that was cut short goes on where it stopped', async () => {
  const keep = memory()
  let failing = true
  const files = { ...(await offered()), 'other-1.0-py3-none-any.whl': { bytes: await makeWheel('other', '1.0', {}) } }
  const { url, asked } = await localIndex(files, (request, response) => {
    if (!failing || !request.url?.includes('other')) return false
    response.destroy()
    return true
  })
  expect((await ask([url], ['some-pkg', 'other'], { keep })).coverage.answered).toEqual(['some-pkg'])
  failing = false
  const before = asked.length
  expect((await ask([url], ['some-pkg', 'other'], { keep })).coverage.answered).toEqual(['other', 'some-pkg'])
  expect(asked.slice(before).some((path) => path.includes('some'))).toBe(false)
})

test('what is kept of an index serves while it cannot be reached, with its own day', async () => {
  const keep = memory()
  let down = false
  const { url } = await localIndex(await offered(), (_, response) => {
    if (down) response.destroy()
    return down
  })
  await askOne([url], 'some-pkg', { keep, now: NOON })
  down = true
  const { metal } = await askOne([url], 'some-pkg', { keep, now: NOON + 9 * DAY, asOf: '2026-12-02' })
  expect(metal?.sources[0]?.seen).toBe('2026-11-23')
})

test('names and words of an index go to that index alone', async () => {
  const heard: (string | undefined)[] = []
  const files = await localIndex(await offered(), (request) => {
    heard.push(request.headers.authorization)
    return false
  })
  const index = await localIndex(
    await offered('1.0', { url: `${files.origin}/files/${WHEEL}` }),
    (request, response) => {
      if (request.headers.authorization === `Basic ${Buffer.from('ada:s3:cret').toString('base64')}`) return false
      response.writeHead(401).end()
      return true
    },
  )
  const address = index.url.replace('http://', 'http://ada:s3%3Acret@')
  const { coverage } = await ask([address], ['some-pkg'])

  expect(coverage.answered).toEqual(['some-pkg'])
  expect(JSON.stringify(coverage)).not.toContain('cret')
  expect(heard.length).toBeGreaterThan(0)
  expect(heard.filter((value) => value !== undefined)).toEqual([])
})
