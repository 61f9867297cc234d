import { serve } from '@hono/node-server'
import type { Hono } from 'hono'

/** A server that listens. */
export interface Serving {
  readonly address: string
  /** Ends it: who is being answered is answered, nobody else. */
  readonly stop: () => Promise<void>
}

/** Listens at a host and port; port 0 is any that is free. Rejects where it may not. */
export function listen(app: Hono, hostname: string, port: number): Promise<Serving> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname, port }, (info) => {
      const name = hostname.includes(':') ? `[${hostname}]` : hostname
      resolve({
        address: `http://${name}:${info.port}/`,
        stop: () => new Promise((stopped) => server.close(() => stopped())),
      })
    })
    server.on('error', reject)
  })
}
