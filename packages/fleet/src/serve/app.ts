import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { page } from '../generated/dashboard.ts'
import { byLoopbackName, byToken } from './guard.ts'

/** What the server shows. */
export interface Shown {
  /** The dashboard, whose links to reports are `/reports/<number of the outcome>`. */
  readonly dashboard: () => Promise<string>
  /** The report of an outcome as a page; undefined where there is none. */
  readonly report: (outcome: number) => Promise<string | undefined>
  /** The answer to a question as JSON; undefined where there is no such question. */
  readonly answer: (question: string, selection: Readonly<Record<string, string>>) => Promise<string | undefined>
}

/** Whom the server answers: who asks from this machine, or who has the token. */
export type Admitted = { readonly to: 'loopback' } | { readonly to: 'token'; readonly token: string }

const HEADERS = {
  // The pages say themselves which script may run; this holds for whatever else is sent, and for frames.
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'none'",
    `style-src '${page.styleHash}'`,
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const

/** Pages that bring a policy with a script of their own. */
const OWN_POLICY = "frame-ancestors 'none'"

/** The dashboard over HTTP: pages and answers, and nothing that changes anything. */
export function fleetApp(shown: Shown, admitted: Admitted): Hono {
  const app = new Hono()
  app.use(async (context, next) => {
    for (const [name, value] of Object.entries(HEADERS)) context.header(name, value)
    await next()
  })
  app.use(compress())
  app.use(admitted.to === 'loopback' ? byLoopbackName : byToken(admitted.token))
  app.get('/', async (context) => {
    context.header('content-security-policy', OWN_POLICY)
    return context.html(await shown.dashboard())
  })
  app.get('/reports/:outcome{\\d{1,9}}', async (context) => {
    const text = await shown.report(Number(context.req.param('outcome')))
    if (text === undefined) return context.text('there is no such report\n', 404)
    context.header('content-security-policy', OWN_POLICY)
    return context.html(text)
  })
  app.get('/answers/:question', async (context) => {
    const text = await shown.answer(context.req.param('question'), context.req.query())
    if (text === undefined) return context.text('there is no such question\n', 404)
    return context.body(text, 200, { 'content-type': 'application/json' })
  })
  app.notFound((context) => context.text('there is nothing here\n', 404))
  app.onError((error, context) => {
    // Who asks learns that it happened, the log the rest.
    console.error(error instanceof Error ? (error.stack ?? error.message) : String(error))
    return context.text('this did not work; the server’s log says why\n', 500)
  })
  return app
}
