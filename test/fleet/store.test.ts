import { afterAll, describe, expect, test } from 'vitest'
import { openEmbeddedStore } from '../../packages/fleet/src/engine/embedded/engine.ts'
import type { Outcome } from '../../packages/fleet/src/store/outcome.ts'
import type { Store } from '../../packages/fleet/src/store/store.ts'

const STORES: Readonly<Record<string, () => Promise<Store>>> = {
  embedded: () => openEmbeddedStore(':memory:'),
}

const failed: Outcome = {
  repository: 'https://example.org/a.git',
  revision: '',
  commit: '0123',
  build: 'build',
  knowledge: '2026-11-01',
  at: '2026-11-20T10:00:00.000Z',
  result: { kind: 'failed', reason: 'timed-out', detail: 'took longer than 5 seconds' },
  figures: { seconds: 5.5, processorSeconds: 4.5, bytes: 3_000_000_000, files: 12, peakMemory: 100 },
}
const later: Outcome = { ...failed, knowledge: '2026-11-21', at: '2026-11-21T10:00:00.000Z', team: 'vision' }
const other: Outcome = { ...failed, repository: 'https://example.org/B.git', revision: 'v1' }

describe.each(Object.entries(STORES))('%s', (_, open) => {
  const opened = open()
  afterAll(async () => (await opened).close())

  test('gives back what was kept, the newest of each repository, as things stood at a moment', async () => {
    const store = await opened
    await store.keep([{ outcome: failed }, { outcome: other }, { outcome: later, seen: Uint8Array.of(1, 2, 3) }])
    expect(await listed(store)).toEqual([other, later])
    expect(await listed(store, failed.at)).toEqual([other, failed])
    expect(await store.find(later)).toEqual(later)
    expect(await store.find({ ...later, commit: '4567' })).toBeUndefined()
    expect([...((await store.seen(later.repository, later.commit)) ?? [])]).toEqual([1, 2, 3])
    expect(await store.seen(other.repository, other.commit)).toBeUndefined()
  })

  test('keeps an audit over a failure and over another audit, and the last team', async () => {
    const store = await opened
    const report = { schemaVersion: 1 } as never
    const audited: Outcome = { ...later, at: '2026-11-22T10:00:00.000Z', result: { kind: 'audited', report } }
    await store.keep([{ outcome: audited }])
    await store.keep([{ outcome: { ...later, team: 'speech' } }])
    expect(await store.find(later)).toEqual({ ...audited, team: 'speech' })
  })
})

async function listed(store: Store, until?: string): Promise<readonly Outcome[]> {
  const found: Outcome[] = []
  for await (const outcome of store.outcomes(until === undefined ? {} : { until })) found.push(outcome)
  return found
}
