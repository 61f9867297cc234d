import { createServer, request } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { proxyFor } from '../../src/packages/transport/proxy.ts'
import { PATIENT } from './asking.ts'
import { localIndex } from './local-index.ts'
import { transportFor } from '../../src/packages/transport/transport.ts'

/** A proxy that passes on what it is asked over HTTP, and refuses tunnels. */
async function proxy() {
  const heard: string[] = []
  const server = createServer((asked, answer) => {
    heard.push(`${asked.url} ${asked.headers['proxy-authorization']}`)
    request(asked.url ?? '', { headers: asked.headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 500, answered.headers)
      answered.pipe(answer)
    }).end()
  })
  server.on('connect', (asked, socket) => {
    heard.push(`CONNECT ${asked.url}`)
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return { heard, port: address !== null && typeof address === 'object' ? address.port : 0 }
}

test('pages come by the proxy that is set up, and tunnels are asked of it', async () => {
  const { heard, port } = await proxy()
  const index = await localIndex({ 'some_pkg-1.0-py3-none-any.whl': { bytes: Buffer.from('') } })
  const settings = { toldBy: 'pip', indexes: [index.url, 'https://index.example/simple'], links: [], chosen: true }
  const transport = transportFor(
    { ...settings, proxy: `http://ada:secret@127.0.0.1:${port}` },
    { ...PATIENT, retries: 0 },
  )
  onTestFinished(transport.close)
  const wants = { accept: '*/*', maxBytes: 10_000 }

  await expect(transport.document(`${index.url}/some-pkg/`, wants)).resolves.toMatchObject({ state: 'read' })
  await expect(transport.document('https://index.example/simple/a/', wants)).rejects.toThrow('the proxy answers 403')
  expect(heard).toEqual([`${index.url}/some-pkg/ Basic YWRhOnNlY3JldA==`, 'CONNECT index.example:443'])
})

test('proxies of the environment, and hosts that need none', () => {
  const variables = { https_proxy: 'proxy.example:3128', NO_PROXY: 'localhost, .internal.example,10.0.0.1:80' }
  const of = (address: string) => proxyFor(new URL(address), undefined, variables)?.href

  expect(of('https://index.example/simple')).toBe('http://proxy.example:3128/')
  expect(of('http://index.example/simple')).toBeUndefined()
  expect(of('https://a.internal.example/simple')).toBeUndefined()
  expect(of('https://10.0.0.1/simple')).toBeUndefined()
  expect(() => proxyFor(new URL('https://a.example'), 'socks5://b', {})).toThrow('none that is understood')
})
