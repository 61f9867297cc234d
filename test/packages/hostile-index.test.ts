import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { LIMITS } from '../../src/packages/limits.ts'
import { ask, askOne, SHORT } from './asking.ts'
import { type Handler, localIndex } from './local-index.ts'
import { makeWheel } from './make-wheel.ts'

const JSON_TYPE = { 'content-type': 'application/vnd.pypi.simple.v1+json' }
const WHEEL = 'some_pkg-1.0-py3-none-any.whl'

/** Milliseconds that no answer may take beyond the limits of the test. */
const BOUND = 15_000

/** The reason that is given when the page of the package is answered like that. */
async function reasonFor(special: Handler, limits = SHORT): Promise<string | undefined> {
  const { url } = await localIndex({}, special)
  const before = performance.now()
  const { reason } = await askOne([url], 'some-pkg', { limits })
  expect(performance.now() - before).toBeLessThan(BOUND)
  return reason
}

test.each<[string, RegExp, Handler]>([
  ['nothing, for ever', /silent|too long/, () => true],
  [
    'a byte now and then',
    /too long/,
    (_, response) => {
      response.writeHead(200, JSON_TYPE)
      const timer = setInterval(() => response.write(' '), 100)
      response.on('close', () => clearInterval(timer))
    },
  ],
  [
    'a stream without end',
    /more than/,
    (_, response) => {
      response.writeHead(200, JSON_TYPE)
      const more = (): void => void response.write(Buffer.alloc(65_536, 32), () => !response.destroyed && more())
      more()
    },
  ],
  [
    'a bomb',
    /more than/,
    (_, response) => {
      response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }).end(BOMB)
    },
  ],
  [
    'a length that is a lie',
    /cannot be read|more than/,
    (_, response) => {
      response.writeHead(200, { ...JSON_TYPE, 'content-length': '5000000000' }).end('{}')
    },
  ],
  [
    'half of what it promised',
    /cannot be read/,
    (_, response) => {
      response.writeHead(200, { ...JSON_TYPE, 'content-length': '500' })
      response.write('{', () => response.destroy())
    },
  ],
  ['no HTTP', /cannot be read/, (request) => void request.socket.end('I am no web server\n')],
  ['JSON that is none', /JSON/, (_, response) => void response.writeHead(200, JSON_TYPE).end('{"files": [')],
  [
    'brackets a million deep',
    /JSON/,
    (_, response) => void response.writeHead(200, JSON_TYPE).end('['.repeat(1_000_000)),
  ],
  [
    'bytes that are no text',
    /no text/,
    (_, response) => void response.writeHead(200, JSON_TYPE).end(Buffer.from([0xff, 0xfe, 0x80])),
  ],
  [
    'another version of the language',
    /version/,
    (_, response) => void response.writeHead(200, JSON_TYPE).end('{"meta":{"api-version":"2.0"},"files":[]}'),
  ],
  ['a picture', /image\/png/, (_, response) => void response.writeHead(200, { 'content-type': 'image/png' }).end('x')],
  [
    'redirects in a circle',
    /redirects/,
    (request, response) => void response.writeHead(302, { location: request.url }).end(),
  ],
  [
    'a redirect to files',
    /files of this machine|neither/,
    (_, response) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  ],
  [
    'a redirect to mail',
    /mailto/,
    (_, response) => void response.writeHead(302, { location: 'mailto:a@example.org' }).end(),
  ],
  ['that it wants a name', /401/, (_, response) => void response.writeHead(401).end()],
  ['304 to a first question', /304/, (_, response) => void response.writeHead(304).end()],
])('an index that answers %s is refused with a reason', async (_, reason, special) => {
  expect(await reasonFor(special, { ...SHORT, retries: 0, pageBytes: 3_000_000 })).toMatch(reason)
})

const BOMB = gzipSync(Buffer.alloc(50_000_000, 32))

test('a redirect to a host that nobody named is not followed', async () => {
  const other = await localIndex({})
  const reason = await reasonFor(
    (_, response) => void response.writeHead(302, { location: `${other.url}/some-pkg/` }).end(),
  )

  expect(reason).toMatch(/neither the index nor named by it/)
  expect(other.asked).toEqual([])
})

test('files are read from hosts that the page links to, and from there on to no other', async () => {
  const bytes = await makeWheel('some-pkg', '1.0', { 'some_pkg/__init__.py': '' })
  const third = await localIndex({ [WHEEL]: { bytes } })
  const files = await localIndex({ [WHEEL]: { bytes } })
  const leading = await localIndex(
    {},
    (_, response) => void response.writeHead(302, { location: `${third.origin}/files/${WHEEL}` }).end(),
  )
  const linking = (origin: string) => localIndex({ [WHEEL]: { bytes, entry: { url: `${origin}/files/${WHEEL}` } } })
  const good = await linking(files.origin)
  const bad = await linking(leading.origin)

  expect((await askOne([good.url], 'some-pkg')).metal).toMatchObject({ status: 'supported' })
  expect((await askOne([bad.url], 'some-pkg')).metal).toMatchObject({ status: 'partial' })
  expect(third.asked).toEqual([])
})

test('a busy index is asked again, when it says and not for ever', async () => {
  let times = 0
  const bytes = await makeWheel('some-pkg', '1.0', { 'some_pkg/__init__.py': '' })
  const busy =
    (until: number, wait: string): Handler =>
    (_, response) => {
      if (++times > until) return false
      response.writeHead(429, { 'retry-after': wait }).end()
      return true
    }
  const patient = await localIndex({ [WHEEL]: { bytes } }, busy(1, '0'))
  expect((await askOne([patient.url], 'some-pkg')).metal).toMatchObject({ installs: true })

  times = 0
  const reluctant = await localIndex({}, busy(99, '3600'))
  expect((await askOne([reluctant.url], 'some-pkg')).reason).toMatch(/429/)
  expect(times).toBe(1)
})

test('a host that keeps failing is left alone', async () => {
  const { url, asked } = await localIndex({}, (_, response) => void response.writeHead(503).end())
  const names = Array.from({ length: 40 }, (_, index) => `package-${index}`)
  const { coverage } = await ask([url], names, { limits: { ...SHORT, retries: 0 } })

  expect(coverage.unanswered).toHaveLength(40)
  expect(asked.length).toBeLessThan(SHORT.failures + SHORT.connections)
})

test('more bytes or more time than a run may take ends it', async () => {
  const files = { [WHEEL]: { bytes: await makeWheel('some-pkg', '1.0', { 'some_pkg/a.py': 'x'.repeat(1_000) }) } }
  const { url } = await localIndex(files)

  expect((await askOne([url], 'some-pkg', { limits: { ...SHORT, totalBytes: 100 } })).reason).toMatch(/asking is over/)
  expect(await reasonFor(() => true, { ...SHORT, totalTime: 300 })).toMatch(/too long|over/)
})

test('names of files that lead elsewhere, and a hundred thousand of them, do no harm', async () => {
  const entries = [
    { filename: '../../etc/some_pkg-1.0-py3-none-any.whl', url: '/files/x' },
    { filename: WHEEL, url: 'file:///etc/passwd' },
    { filename: WHEEL, url: 'http://[::1' },
    { filename: 7, url: null },
    null,
    ...Array.from({ length: 100_000 }, (_, index) => ({ filename: `other-${index}.tar.gz`, url: `/files/${index}` })),
  ]
  const page = JSON.stringify({ meta: { 'api-version': '1.0' }, files: entries.slice(0, 100_000) })
  expect(await reasonFor((_, response) => void response.writeHead(200, JSON_TYPE).end(page))).toMatch(
    /does not know it/,
  )

  const more = JSON.stringify({ meta: { 'api-version': '1.0' }, files: entries })
  expect(await reasonFor((_, response) => void response.writeHead(200, JSON_TYPE).end(more))).toMatch(
    /more than 100000 files/,
  )
})

test('where no index can be reached, what could not be asked is said', async () => {
  const { coverage } = await ask(['http://127.0.0.1:9/simple'], ['some-pkg', 'other'], {
    limits: { ...LIMITS, retries: 0 },
  })
  expect(coverage).toMatchObject({
    answered: [],
    unanswered: [
      { name: 'other', reason: expect.stringMatching(/cannot be read/) },
      { name: 'some-pkg', reason: expect.stringMatching(/cannot be read/) },
    ],
  })
})
