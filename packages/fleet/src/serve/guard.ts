import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { loginPage } from './login-page.ts'

/** Wrong tokens that are answered in a minute; whoever guesses on has to wait. */
const MAX_WRONG = 20
const MINUTE = 60_000
const COOKIE = 'acclimate-fleet'
/** Characters of a token: less could be guessed. */
export const LEAST_TOKEN = 16
/** Bytes of a form that has a token in it. */
const MAX_FORM = 4_096

/** Lets in who asks this machine by its own name: a page elsewhere may have its name point here. */
export const byLoopbackName: MiddlewareHandler = async (context, next) => {
  const { hostname } = new URL(context.req.url)
  if (!/^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname)) return context.text('not under this name\n', 421)
  return next()
}

/**
 * Lets in who has the token, as `Authorization: Bearer`, or gave it in the form, which leaves a cookie. The cookie is not the
 * token, and ends with the process.
 */
export function byToken(token: string): MiddlewareHandler {
  const session = randomBytes(32).toString('base64url')
  const wrong: number[] = []
  return async (context, next) => {
    const { req } = context
    if (same(getCookie(context, COOKIE) ?? '', session)) return next()
    const bearer = /^Bearer (.+)$/.exec(req.header('authorization') ?? '')?.[1]
    const given = bearer ?? (req.method === 'POST' && req.path === '/enter' ? await tokenIn(req.raw) : undefined)
    if (given === undefined) return context.html(loginPage(''), 401)
    const now = Date.now()
    while (wrong.length > 0 && now - (wrong[0] ?? 0) > MINUTE) wrong.shift()
    if (wrong.length >= MAX_WRONG) return context.text('too many wrong tokens; wait a minute\n', 429)
    if (!same(given, token)) {
      wrong.push(now)
      return bearer === undefined
        ? context.html(loginPage('That is not the token.'), 401)
        : context.text('wrong token\n', 401)
    }
    if (bearer !== undefined) return next()
    setCookie(context, COOKIE, session, { httpOnly: true, sameSite: 'Strict', path: '/' })
    return context.redirect('/', 303)
  }
}

/** Whether two texts are the same, in a time that says nothing about how much of them is. */
function same(left: string, right: string): boolean {
  return timingSafeEqual(digestOf(left), digestOf(right))
}

function digestOf(text: string): Uint8Array {
  return createHash('sha256').update(text).digest()
}

async function tokenIn(request: Request): Promise<string | undefined> {
  if (Number(request.headers.get('content-length') ?? MAX_FORM + 1) > MAX_FORM) return undefined
  return new URLSearchParams(await request.text()).get('token') ?? undefined
}
