import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Engine } from '../../packages/fleet/src/engine/engine.ts'
import { openEngine } from '../../packages/fleet/src/engine/open.ts'
import type { Job } from '../../packages/fleet/src/job.ts'
import type { Hand } from '../../packages/fleet/src/queue.ts'
import type { Outcome } from '../../packages/fleet/src/store/outcome.ts'
import type { Asked, Kept, Store } from '../../packages/fleet/src/store/store.ts'
import { PLACES, type Place } from './engines.ts'

const RETRYING = { attempts: 2, delay: 1, lease: 30 }

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

describe.each(Object.entries(PLACES))('%s', (_, makePlace) => {
  let place: Place
  let engine: Engine
  beforeAll(async () => {
    place = await makePlace()
    engine = await openEngine(place.address, RETRYING)
  })
  afterAll(async () => {
    await engine.close()
    await place.remove()
  })

  test('gives back what was kept, the newest of each repository or every one, without those that are not wanted', async () => {
    const { store } = engine
    await store.keep([{ outcome: failed }, { outcome: other }, { outcome: later, seen: Uint8Array.of(1, 2, 3) }])
    expect(await listed(store)).toEqual([other, later])
    expect(await listed(store, { every: true })).toEqual([other, failed, later])
    expect(await listed(store, { every: true, skips: ({ at }) => at === later.at })).toEqual([other, failed])
    expect(await store.newest(later.repository, later.revision)).toEqual(later)
    expect(await store.find(later)).toEqual(later)
    expect(await store.find({ ...later, commit: '4567' })).toBeUndefined()
    expect([...((await store.seen(later.repository, later.commit)) ?? [])]).toEqual([1, 2, 3])
    expect(await store.seen(other.repository, other.commit)).toBeUndefined()
  })

  test('keeps an audit over a failure and over another audit, and the last team', async () => {
    const { store } = engine
    const report = { schemaVersion: 1 } as never
    const audited: Outcome = { ...later, at: '2026-11-22T10:00:00.000Z', result: { kind: 'audited', report } }
    await store.keep([{ outcome: audited }])
    await store.keep([{ outcome: { ...later, team: 'speech' } }])
    expect(await store.find(later)).toEqual({ ...audited, team: 'speech' })
  })

  test('has the newest again what is audited as it was before, as after a revert', async () => {
    const { store } = engine
    const report = { schemaVersion: 1 } as never
    const before: Outcome = {
      ...failed,
      repository: 'https://example.org/reverted.git',
      result: { kind: 'audited', report },
    }
    const between: Outcome = { ...before, commit: '4567', at: '2026-11-21T10:00:00.000Z' }
    const again: Outcome = { ...before, at: '2026-11-22T10:00:00.000Z' }
    for (const outcome of [before, between, again, before]) await store.keep([{ outcome }])
    expect(await store.newest(before.repository, '')).toEqual(again)
    expect(await store.find(before)).toEqual(again)
  })

  test('removes earlier outcomes and dead traces, says how much that was, and has nothing left to remove', async () => {
    const { store } = engine
    const repository = 'https://example.org/pruned.git'
    const versions = ['1', '2', '3'].map((commit, day): Kept => {
      const at = `2026-11-0${day + 1}T10:00:00.000Z`
      return { outcome: { ...failed, repository, commit, at }, seen: Uint8Array.of(7, 7, 7, 7) }
    })
    await store.prune({ newest: 1, since: '' })
    await store.keep(versions)
    const left = async (): Promise<readonly string[]> =>
      (await listed(store, { every: true })).flatMap((own) => (own.repository === repository ? own.commit : []))

    // Two of the traces are of earlier commits; no outcome is both too old and one too many.
    expect(await store.prune({ newest: 9, since: '' })).toEqual({
      outcomes: { count: 0, bytes: 0 },
      traces: { count: 2, bytes: 8 },
    })
    expect(await left()).toEqual(['1', '2', '3'])
    expect([...((await store.seen(repository, '3')) ?? [])]).toEqual([7, 7, 7, 7])
    expect(await store.seen(repository, '2')).toBeUndefined()

    const { outcomes } = await store.prune({ newest: 9, since: '2026-11-02T00:00:00.000Z' })
    expect(outcomes.count).toBe(1)
    expect(outcomes.bytes).toBeGreaterThan(20)
    expect(await left()).toEqual(['2', '3'])
    // The newest stays, however old it is.
    await store.prune({ newest: 1, since: '2027-01-01T00:00:00.000Z' })
    expect(await left()).toEqual(['3'])
    expect((await store.prune({ newest: 1, since: '' })).outcomes.count).toBe(0)
  })

  test('does what was added once, the urgent first, tries again what fails, and says what was given up', async () => {
    const { queue } = engine
    expect(await queue.add([job('a', 0), job('b', 5), job('c', 0)])).toBe(3)
    expect(await queue.add([job('c', 0)])).toBe(0)
    expect(await queue.counts()).toEqual({ waiting: 3, running: 0, dead: 0, paused: false })
    const done: string[] = []
    const hand: Hand = async ({ repository }, isLast) => {
      done.push(`${repository}${isLast ? ' for the last time' : ''}`)
      if (repository === 'a') throw new Error('a fails')
    }
    await queue.work([hand], { stop: new AbortController().signal, empty: true })
    expect(done[0]).toBe('b')
    expect(done.toSorted()).toEqual(['a', 'a for the last time', 'b', 'c'])
    expect(await queue.counts()).toEqual({ waiting: 0, running: 0, dead: 1, paused: false })
    expect(await queue.dead()).toEqual([{ job: job('a', 0), why: 'a fails' }])
    await queue.add([job('d', 0), job('e', 0)])
    expect(await queue.drain()).toBe(2)
    expect((await queue.counts()).waiting).toBe(0)
  })
})

function job(repository: string, priority: number): Job {
  return { repository, revision: '', priority }
}

async function listed(store: Store, asked?: Asked): Promise<readonly Outcome[]> {
  const found: Outcome[] = []
  for await (const outcome of store.outcomes(asked)) found.push(outcome)
  return found
}
