import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import type { Measures } from './measures.ts'

/**
 * Serves `/metrics`; `/healthz`, which says that the process lives; and `/readyz`, which says whether it can take jobs. None
 * of it names a repository.
 */
export function serveMetrics(
  measures: Measures,
  where: { readonly port: number; readonly hostname: string; readonly stopping: AbortSignal },
): { readonly close: () => void } {
  const app = new Hono()
  app.get('/healthz', (context) => context.text('ok\n'))
  app.get('/readyz', async (context) => {
    if (where.stopping.aborted) return context.text('stopping\n', 503)
    return (await measures.isReady()) ? context.text('ok\n') : context.text('the queue cannot be asked\n', 503)
  })
  app.get('/metrics', async (context) => context.text(await measures.text()))
  app.onError((_, context) => context.text('the queue cannot be asked\n', 503))
  const server = serve({ fetch: app.fetch, port: where.port, hostname: where.hostname })
  return { close: () => void server.close() }
}
