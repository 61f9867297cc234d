import { version } from '../../generated/version.ts'
import { type Limits, MAX_REDIRECTS } from '../limits.ts'
import { Refusal } from '../refusal.ts'
import type { Budget } from './budget.ts'
import { type Answer, askOnce } from './http.ts'
import { mannersFor } from './polite.ts'
import type { Ways } from './proxy.ts'
import { shown, type Trust } from './trust.ts'

/** Asks over HTTP, in good manners and of trusted hosts only. */
export interface Web {
  /** @throws {Refusal} for anything but the statuses that are `wanted` */
  readonly ask: (address: string, wants: Wants) => Promise<Answer & { readonly url: URL }>
  /** Ends idle connections. */
  readonly close: () => void
}

export interface Wants {
  readonly headers: Readonly<Record<string, string>>
  readonly maxBytes: number
  readonly wanted: readonly number[]
}

/** Answers of a host that has too much to do. */
const BUSY = [408, 429, 500, 502, 503, 504]

/**
 * @param indexes - addresses of the indexes, the credentials in which are for their own host alone
 * @param certificates - text of the certificates that the user trusts, beside those of Node
 */
export function webFor(
  indexes: readonly string[],
  certificates: readonly string[] | undefined,
  ways: Ways,
  trust: Trust,
  limits: Limits,
  budget: Budget,
): Web {
  const inTurn = mannersFor(limits, budget.signal)
  const credentials = credentialsOf(indexes)

  async function askStep(url: URL, { headers, maxBytes, wanted }: Wants): Promise<Answer> {
    const credential = credentials.get(url.origin)
    const { headers: proxied, ...way } = ways.to(url)
    const signal = AbortSignal.any([budget.signal, AbortSignal.timeout(limits.requestTime)])
    const answer = await askOnce({
      url,
      headers: {
        'user-agent': `acclimate/${version}`,
        ...headers,
        ...proxied,
        ...(credential === undefined ? {} : { authorization: credential }),
      },
      maxBytes,
      silence: limits.silence,
      signal,
      connect: { ...way, ...(certificates ? { ca: [...certificates] } : {}) },
      spend: budget.spend,
    })
    if (isRedirect(answer) || wanted.includes(answer.status)) return answer
    throw refusalOf(url, answer)
  }

  return {
    async ask(address, wants) {
      let url = trust.checked(address)
      for (let step = 0; step <= MAX_REDIRECTS; step++) {
        const target = url
        const answer = await inTurn(target.host, () => askStep(target, wants))
        if (!isRedirect(answer)) return { ...answer, url }
        url = trust.checked(answer.headers.location ?? '', url.href)
      }
      throw new Refusal(`${shown(url)} redirects without end`)
    },
    close: ways.close,
  }
}

function isRedirect({ status, headers }: Answer): boolean {
  return [301, 302, 303, 307, 308].includes(status) && headers.location !== undefined
}

function refusalOf(url: URL, { status, headers }: Answer): Refusal {
  const busy = BUSY.includes(status)
  const said = `${shown(url)} answers ${status}`
  return new Refusal(said, {
    passing: busy,
    host: busy || status === 401 || status === 407,
    wait: waitOf(headers['retry-after']),
  })
}

/** Seconds or a date. */
function waitOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const wait = /^\d{1,6}$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - Date.now()
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined
}

function credentialsOf(indexes: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    indexes.flatMap((address) => {
      if (!URL.canParse(address)) return []
      const { origin, username, password } = new URL(address)
      if (username === '' && password === '') return []
      const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
      return [[origin, `Basic ${Buffer.from(pair).toString('base64')}`]]
    }),
  )
}
