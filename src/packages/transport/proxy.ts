import { Agent as HttpAgent, type ClientRequestArgs, request } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { Socket } from 'node:net'
import { connect as secure } from 'node:tls'
import { Refusal } from '../refusal.ts'

/** Ways to hosts: directly, or by the proxy that the user has set up. */
export interface Ways {
  /** Where to connect to for an address, and what to ask there. */
  readonly to: (url: URL) => Way
  readonly close: () => void
}

interface Way {
  readonly agent: HttpAgent
  readonly host?: string
  readonly port?: string
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
}

type Variables = Readonly<Record<string, string | undefined>>

/**
 * @param stated - the proxy that the installer is set up with
 * @param variables - the user's environment, where programs look for proxies
 */
export function waysFor(stated: string | undefined, variables: Variables): Ways {
  const http = new HttpAgent({ keepAlive: true })
  const https = new HttpsAgent({ keepAlive: true })
  const tunnels: HttpsAgent[] = []
  return {
    to(url) {
      const proxy = proxyFor(url, stated, variables)
      if (!proxy) return { agent: url.protocol === 'https:' ? https : http }
      if (url.protocol === 'https:') {
        tunnels[0] ??= tunnelBy(proxy)
        return { agent: tunnels[0] }
      }
      // A proxy is told the whole address.
      const { host, port } = addressOf(proxy)
      const plain = new URL(url)
      plain.username = ''
      plain.password = ''
      return { agent: http, host, port, path: plain.href, headers: { host: url.host, ...authorization(proxy) } }
    },
    close() {
      for (const agent of [http, https, ...tunnels]) agent.destroy()
    },
  }
}

/** The proxy for an address; undefined where the user wants none for that host. @throws {Refusal} */
export function proxyFor(url: URL, stated: string | undefined, variables: Variables): URL | undefined {
  const read = (name: string): string | undefined => variables[name.toLowerCase()] || variables[name] || undefined
  const text = stated ?? read(url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY') ?? read('ALL_PROXY')
  if (text === undefined || isExcepted(url.hostname, read('NO_PROXY') ?? '')) return undefined
  const address = text.includes('://') ? text : `http://${text}`
  const proxy = URL.canParse(address) ? new URL(address) : undefined
  if (proxy?.protocol !== 'http:') throw new Refusal('the proxy that is set up is none that is understood here')
  return proxy
}

function isExcepted(host: string, list: string): boolean {
  return list.split(',').some((part) => {
    const name = part
      .trim()
      .toLowerCase()
      .replace(/^\*?\.|:\d+$/g, '')
    return name === '*' || (name !== '' && (host === name || host.endsWith(`.${name}`)))
  })
}

/** An agent whose connections go through a proxy, which sees the host's name and nothing else. */
function tunnelBy(proxy: URL): HttpsAgent {
  const agent = new HttpsAgent({ keepAlive: true })
  const createConnection = (
    options: ClientRequestArgs & { readonly servername?: string; readonly ca?: string[] },
    callback?: (error: Error | null, socket?: Socket) => void,
  ): undefined => {
    const target = `${options.host}:${options.port ?? 443}`
    const asking = request({
      ...addressOf(proxy),
      method: 'CONNECT',
      path: target,
      headers: { host: target, ...authorization(proxy) },
      agent: false,
    })
    asking.on('connect', (answer, socket) => {
      if (answer.statusCode === 200) {
        const { ca, servername = options.host ?? '' } = options
        callback?.(null, secure({ socket, servername, ...(ca ? { ca } : {}) }))
        return
      }
      socket.destroy()
      callback?.(new Refusal(`the proxy answers ${answer.statusCode}`, { host: true }))
    })
    asking.on('error', (error) => callback?.(error))
    asking.end()
  }
  return Object.assign(agent, { createConnection })
}

function addressOf(proxy: URL): { readonly host: string; readonly port: string } {
  return { host: proxy.hostname.replace(/^\[|\]$/g, ''), port: proxy.port || '80' }
}

function authorization({ username, password }: URL): Readonly<Record<string, string>> {
  if (username === '' && password === '') return {}
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` }
}
