import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'

/**
 * The policy for whatever is served. That of the pages, which they carry themselves, is the same without WebAssembly,
 * which is for the workers that parse Python, and cannot say who may frame them.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/**
 * What answers a browser that explores: files, and for the address of any page its frame, which the page's script fills.
 *
 * @param dist - the package's folder `dist`: the explorer, and beside it the knowledge and the grammar that it fetches
 * @param shell - the text of the frame, with `{{root}}` where the way to the root stands
 */
export function explorerApp(dist: string, shell: string): Hono {
  const app = new Hono()
  app.use(async (context, next) => {
    await next()
    context.header('Content-Security-Policy', POLICY)
    context.header('X-Content-Type-Options', 'nosniff')
    // The next version is served at the same addresses.
    context.header('Cache-Control', 'no-cache')
  })
  app.get('/knowledge/:file{[a-zA-Z]+(?:/\\d+)?\\.json}', serveStatic({ root: dist }))
  app.get('/grammars/:file{[a-z-]+\\.wasm}', serveStatic({ root: dist }))
  app.get('*', serveStatic({ root: `${dist}/explorer` }))
  app.get('*', ({ req: { path, url }, html, redirect, notFound }) => {
    if (/\.[a-z]+$/.test(path)) return notFound()
    return path.endsWith('/') ? html(shellAt(shell, path)) : redirect(`${path}/${new URL(url).search}`)
  })
  return app
}

function shellAt(shell: string, path: string): string {
  return shell.replaceAll('{{root}}', '../'.repeat(path.split('/').length - 2) || './')
}
