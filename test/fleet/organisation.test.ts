import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { readOrganisation } from '../../packages/fleet/src/input/organisation.ts'

type Reply = (request: IncomingMessage, response: ServerResponse) => void

const TOKEN = 'token-of-the-test'
let close = (): void => {}
afterEach(() => close())

/** A server that gives one reply after the other, and remembers what it was asked. */
async function serving(...replies: readonly Reply[]) {
  const asked: { url: string | undefined; token: string | undefined }[] = []
  const left = [...replies]
  const server = createServer((request, response) => {
    asked.push({ url: request.url, token: request.headers.authorization })
    left.shift()?.(request, response)
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  close = () => {
    server.closeAllConnections()
    server.close()
  }
  const address = server.address()
  const host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  const waits: number[] = []
  const delay = async (milliseconds: number) => waits.push(milliseconds)
  const token = (own: string) => (own === host ? TOKEN : undefined)
  return { asked, waits, how: { api: `http://${host}`, token, waiting: { delay, patience: 300 } } }
}

const json =
  (value: unknown): Reply =>
  (_, response) =>
    void response.setHeader('link', '<http://elsewhere.invalid/?page=2>; rel="next"').end(JSON.stringify(value))
const status =
  (code: number, headers: Record<string, string> = {}): Reply =>
  (_, response) =>
    void response.writeHead(code, headers).end('no')
const stalls: Reply = () => {}
const full = Array.from({ length: 100 }, (_, index) => ({ clone_url: `https://github.com/org/r${index}.git` }))

test('pages are asked for by their number, of the interface alone, until one is short', async () => {
  const { asked, how } = await serving(json(full), json([{ clone_url: 'https://github.com/org/last.git' }]))
  const { jobs, problems } = await readOrganisation('github:org', how)
  expect([jobs.length, problems]).toEqual([101, []])
  expect(asked).toEqual(
    [1, 2].map((page) => ({ url: `/orgs/org/repos?per_page=100&page=${page}`, token: `Bearer ${TOKEN}` })),
  )
})

test('what fails, stalls, limits the rate or is no JSON is asked again, as long after as it says', async () => {
  const limited = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' }
  const { waits, how } = await serving(
    ...[status(502), status(429, { 'retry-after': '7' }), stalls, status(403, limited)],
    json([
      { http_url_to_repo: 'https://gitlab.com/a/b.git' },
      { http_url_to_repo: 'https://gitlab.com/c', archived: true },
    ]),
  )
  const { jobs } = await readOrganisation('gitlab:a', how)
  expect(jobs).toEqual([{ repository: 'https://gitlab.com/a/b.git', revision: '', priority: 0 }])
  expect(waits).toEqual([1000, 7000, 4000, 0])
})

test('a server that lies is not believed, nor followed, nor asked for ever', async () => {
  const lies = [{ clone_url: 'file:///etc' }, { clone_url: 'ext::sh -c id' }, { clone_url: 'https://u:p@host/x' }, 3]
  const filled = [...lies, ...full.slice(0, 96)]
  const { asked, how } = await serving(json(filled), json(filled), json(filled))
  const { jobs, problems } = await readOrganisation('gitea:org', how)
  expect([jobs.length, problems.length, asked.length]).toEqual([96, 8, 2])
})

test.each([
  ['a redirection', [1, 2, 3, 4, 5].map(() => status(302, { location: 'http://elsewhere.invalid/' }))],
  ['who is not let in', [status(401)]],
  ['who is asked to wait for a day', [status(429, { 'retry-after': '86400' })]],
  ['what is no list', [json({ message: 'no' })]],
])('%s ends it in one line without the token', async (_, replies) => {
  const { how } = await serving(...replies)
  const error: unknown = await readOrganisation('github:org', how).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ name: 'UsageError', message: expect.stringMatching(/^[^\n]+$/) })
  expect(String(error)).not.toContain(TOKEN)
})
