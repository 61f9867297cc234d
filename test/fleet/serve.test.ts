import { describe, expect, test } from 'vitest'
import { admittedAt } from '../../packages/fleet/src/commands/serve.ts'
import { fleetApp } from '../../packages/fleet/src/serve/app.ts'
import { listen } from '../../packages/fleet/src/serve/serve.ts'
import { shownOf } from '../../packages/fleet/src/serve/shown-of.ts'
import { addOutcomes } from '../../packages/fleet/src/tables/write.ts'
import type { Outcome } from '../../packages/fleet/src/store/outcome.ts'
import { failed, faring, outcome, stoppedBy, temporaryFolder } from './outcomes.ts'

const PERIOD = { now: '2026-11-28T00:00:00.000Z', since: '2026-11-21T00:00:00.000Z' }
const TOKEN = 'a secret of some length'

/** The app over these outcomes, whose store has the same. */
async function appOf(outcomes: readonly Outcome[], token?: string) {
  const folder = temporaryFolder()
  await addOutcomes(folder, outcomes)
  const store = {
    find: async ({ repository }: { readonly repository: string }) =>
      outcomes.find((one) => one.repository === repository),
    async *outcomes() {
      yield* outcomes
    },
  }
  const shown = shownOf({ folder, outcomes: (use) => use(store), period: () => PERIOD })
  return fleetApp(shown, token === undefined ? { to: 'loopback' } : { to: 'token', token })
}

const outcomes = [
  outcome('a', { report: faring('needs-edits', { findings: [stoppedBy('apex', { message: 'Apex is for CUDA.' })] }) }),
  failed('b', 'timed-out', 'longer than 60 s'),
]

describe('what is served', () => {
  test('the dashboard, down to each report', async () => {
    const app = await appOf(outcomes)
    const page = await app.request('http://127.0.0.1:8642/')
    expect(page.status).toBe(200)
    expect(page.headers.get('content-security-policy')).toBe("frame-ancestors 'none'")
    const text = await page.text()
    expect(text).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-`,
    )
    expect(text).toContain('"reportsAt":"/reports/*"')
    const report = await app.request('http://localhost/reports/1')
    expect(await report.text()).toContain('Apex is for CUDA.')
    expect((await app.request('http://localhost/reports/2')).status).toBe(404)
    expect((await app.request('http://localhost/reports/99')).status).toBe(404)
    expect((await app.request('http://localhost/reports/..%2f1')).status).toBe(404)
  })

  test('answers for programs', async () => {
    const app = await appOf(outcomes)
    const answer = await app.request('http://localhost/answers/blockers?text=A')
    expect(await answer.json()).toMatchObject({
      schemaVersion: 1,
      selection: { text: 'A' },
      answers: { blockers: { rows: [{ name: 'apex', repositories: 1, frees: 1 }] } },
    })
    expect((await app.request('http://localhost/answers/nothing')).status).toBe(404)
    expect((await app.request('http://localhost/answers/blockers?now=1')).status).toBe(404)
  })

  test('nothing to whoever comes by another name, nothing but what is there', async () => {
    const app = await appOf(outcomes)
    const statuses = await Promise.all(
      ['http://evil.example/', 'http://127.0.0.1.evil.example/', 'http://[::1]:1/', 'http://localhost/else'].map(
        async (address) => (await app.request(address)).status,
      ),
    )
    expect(statuses).toEqual([421, 421, 200, 404])
    expect((await app.request('http://localhost/', { method: 'POST' })).status).toBe(404)
  })
})

describe('a token', () => {
  test('is needed for anything, and gives a cookie that is not the token', async () => {
    const app = await appOf(outcomes, TOKEN)
    const denied = await Promise.all(
      ['/', '/reports/1', '/answers/blockers', `/?token=${encodeURIComponent(TOKEN)}`].map(async (path) => {
        const answer = await app.request(`http://fleet.example${path}`)
        return [answer.status, (await answer.text()).includes('apex')]
      }),
    )
    expect(denied).toEqual(Array.from({ length: 4 }, () => [401, false]))
    const entered = await entering(app, TOKEN)
    expect(entered.status).toBe(303)
    const cookie = entered.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Strict/)
    expect(cookie).not.toContain(encodeURIComponent(TOKEN))
    const headers = { cookie: cookie.split(';')[0] ?? '' }
    expect((await app.request('http://fleet.example/', { headers })).status).toBe(200)
    const bearer = { authorization: `Bearer ${TOKEN}` }
    expect((await app.request('http://fleet.example/answers/blockers', { headers: bearer })).status).toBe(200)
  })

  test('that is wrong is not answered for long', async () => {
    const app = await appOf(outcomes, TOKEN)
    const statuses: number[] = []
    for (let count = 0; count < 21; count++) {
      // oxlint-disable-next-line no-await-in-loop -- one guess after another
      statuses.push((await entering(app, `guess ${count}`)).status)
    }
    expect(new Set(statuses.slice(0, 20))).toEqual(new Set([401]))
    expect(statuses[20]).toBe(429)
  })

  test('is needed by whoever opens the dashboard to others', () => {
    expect(admittedAt(undefined, undefined)).toEqual({ to: 'loopback' })
    expect(() => admittedAt('0.0.0.0', undefined)).toThrow('ACCLIMATE_FLEET_TOKEN')
    expect(() => admittedAt('0.0.0.0', 'short')).toThrow('at least 16')
    expect(admittedAt('0.0.0.0', TOKEN)).toEqual({ to: 'token', token: TOKEN })
  })
})

test('listens on this machine only, and says where', async () => {
  const { address, stop } = await listen(await appOf(outcomes), '127.0.0.1', 0)
  try {
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
    expect((await fetch(address)).headers.get('x-content-type-options')).toBe('nosniff')
    const { port } = new URL(address)
    await expect(listen(await appOf([]), '127.0.0.1', Number(port))).rejects.toThrow('EADDRINUSE')
  } finally {
    await stop()
  }
})

async function entering(app: Awaited<ReturnType<typeof appOf>>, token: string): Promise<Response> {
  const body = new URLSearchParams({ token }).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(body.length) }
  return app.request('http://fleet.example/enter', { method: 'POST', body, headers })
}
