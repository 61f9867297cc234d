import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { onTestFinished } from 'vitest'

/** What an index has: a file's bytes, with what its page says about it. */
export interface Offered {
  readonly bytes: Uint8Array
  readonly entry?: Readonly<Record<string, unknown>>
}

/** Answers in place of the index; false leaves it to the index. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => boolean | void

export interface LocalIndex {
  /** Root of the index. */
  readonly url: string
  readonly origin: string
  /** Paths asked for so far, with the range. */
  readonly asked: readonly string[]
}

/**
 * A package index on this machine, for as long as a test runs. It speaks JSON, gives parts of files, and has a `special`
 * answer for what the test is about.
 */
export async function localIndex(
  files: Readonly<Record<string, Offered>>,
  special: Handler = () => false,
): Promise<LocalIndex> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const { url = '', headers } = request
    asked.push(headers.range ? `${url} ${headers.range}` : url)
    if (special(request, response) !== false) return
    const project = /^\/simple\/([^/]+)\/$/.exec(url)?.[1]
    if (project !== undefined) sendPage(project, files, request, response)
    else sendFile(files[decodeURIComponent(url.slice('/files/'.length))], request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the index has no port')
  const origin = `http://127.0.0.1:${address.port}`
  return { url: `${origin}/simple`, origin, asked }
}

function sendPage(
  project: string,
  files: Readonly<Record<string, Offered>>,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const own = Object.entries(files).filter(([name]) =>
    name.toLowerCase().replaceAll(/[_.]/g, '-').startsWith(`${project}-`),
  )
  if (own.length === 0) return void response.writeHead(404).end()
  const body = JSON.stringify({
    meta: { 'api-version': '1.1' },
    name: project,
    files: own.map(([filename, { bytes, entry }]) => ({
      filename,
      url: `/files/${filename}`,
      hashes: { sha256: createHash('sha256').update(bytes).digest('hex') },
      size: bytes.length,
      ...entry,
    })),
  })
  const etag = `"${createHash('sha256').update(body).digest('hex')}"`
  if (request.headers['if-none-match'] === etag) return void response.writeHead(304).end()
  response.writeHead(200, { 'content-type': 'application/vnd.pypi.simple.v1+json', etag }).end(body)
}

function sendFile(offered: Offered | undefined, request: IncomingMessage, response: ServerResponse): void {
  if (!offered) return void response.writeHead(404).end()
  const { bytes } = offered
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '') ?? []
  if (from === '' && to === '') return void response.writeHead(200).end(bytes)
  const start = from === '' ? Math.max(0, bytes.length - Number(to)) : Number(from)
  const end = from === '' || to === '' ? bytes.length : Math.min(bytes.length, Number(to) + 1)
  if (start >= end) return void response.writeHead(416).end()
  response
    .writeHead(206, { 'content-range': `bytes ${start}-${end - 1}/${bytes.length}` })
    .end(bytes.subarray(start, end))
}
