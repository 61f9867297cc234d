import { usageError } from '../usage-error.ts'

/** How one waits: seconds are for the user's patience, and a test has its own clock. */
export interface Waiting {
  readonly delay: (milliseconds: number) => Promise<unknown>
  /** Milliseconds for one answer. */
  readonly patience?: number
}

const PATIENCE = 30_000
/** A page of a hundred repositories has some 600 kB. */
const MOST_BYTES = 20_000_000
/** Tries of what may pass, each after twice as long a wait. */
const ATTEMPTS = 5
const FIRST_WAIT = 1000
/** The longest that hosts make one wait: their limits are by the hour. */
const LONGEST_WAIT = 3_600_000

/**
 * Asks for a JSON document. Limits on the rate are waited for as the answer says; failures that may pass are tried again.
 * @throws {Error} with one line for people, without what was sent
 */
export async function getJson(
  address: string,
  headers: Readonly<Record<string, string>>,
  waiting: Waiting,
): Promise<unknown> {
  let why = ''
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const answer = await ask(address, headers, waiting.patience ?? PATIENCE)
    if (answer.kind === 'json') return answer.value
    why = answer.why
    if (answer.kind === 'final') break
    if (attempt < ATTEMPTS) await waiting.delay(answer.wait ?? FIRST_WAIT * 2 ** (attempt - 1))
  }
  throw usageError(`${address.split('?', 1)[0]}: ${why}`)
}

type Answer =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'again'; readonly why: string; readonly wait?: number }
  | { readonly kind: 'final'; readonly why: string }

async function ask(address: string, headers: Readonly<Record<string, string>>, patience: number): Promise<Answer> {
  try {
    // Whoever is sent elsewhere takes the token along.
    const response = await fetch(address, { headers, redirect: 'error', signal: AbortSignal.timeout(patience) })
    if (response.ok) return await read(response)
    await response.body?.cancel()
    const why = `answers ${response.status}`
    const wait = waitAsked(response)
    if (response.status === 429 || (response.status === 403 && wait !== undefined))
      return wait !== undefined && wait > LONGEST_WAIT
        ? { kind: 'final', why: `${why}, and asks to wait for ${Math.ceil(wait / 60_000)} minutes` }
        : { kind: 'again', why, ...(wait === undefined ? {} : { wait }) }
    return response.status >= 500 ? { kind: 'again', why } : { kind: 'final', why }
  } catch (error) {
    const { name, cause } = error instanceof Error ? error : { name: '', cause: undefined }
    const reason = cause instanceof Error ? cause.message : name === 'TimeoutError' ? 'does not answer' : 'breaks off'
    return { kind: 'again', why: reason }
  }
}

/** Milliseconds that an answer asks to wait; undefined where it does not. */
function waitAsked({ headers }: Response): number | undefined {
  const after = headers.get('retry-after')
  if (after !== null) {
    const wait = /^\d+$/.test(after) ? Number(after) * 1000 : Date.parse(after) - Date.now()
    return Number.isNaN(wait) ? undefined : Math.max(0, wait)
  }
  const reset = Number(headers.get('x-ratelimit-reset') ?? Number.NaN)
  const isSpent = headers.get('x-ratelimit-remaining') === '0'
  return isSpent && reset > 0 ? Math.max(0, reset * 1000 - Date.now()) : undefined
}

async function read(response: Response): Promise<Answer> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length
    if (bytes > MOST_BYTES) return { kind: 'final', why: `answers more than ${MOST_BYTES} bytes` }
    chunks.push(chunk)
  }
  try {
    return { kind: 'json', value: JSON.parse(Buffer.concat(chunks).toString('utf8')) }
  } catch {
    return { kind: 'again', why: 'answers what is no JSON' }
  }
}
