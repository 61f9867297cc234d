import { identity } from 'acclimate/fleet'
import type { Engine } from '../engine/engine.ts'
import { openEngine } from '../engine/open.ts'
import { judgeKept } from '../judge-kept.ts'
import type { Outcome } from '../store/outcome.ts'
import { openSlot } from '../worker/slot.ts'
import { limitsOf, lookOptionsOf, retryingOf, type WorkingFlags } from './flags.ts'
import { stopping } from './stopping.ts'

/**
 * Room of 64 MB for what is new: most of what a trace is made of when it is read is needed until it is judged, and would be copied
 * twice for nothing where the 16 MB of Node.js are full.
 */
const FLAGS = ['--max-semi-space-size=64']

/** Why something has to be read again, in words. */
const WORDS: Readonly<Record<string, string>> = {
  reader: 'read by a version that reads otherwise',
  words: 'rules look for words that were not read for',
  machine: 'of the Mac something else is known now that the code asks about',
}

/** Judges all that is kept by what this version knows, and adds those to the queue that have to be read again. */
export async function runJudge(flags: WorkingFlags): Promise<number> {
  const engine = await openEngine(flags.queue ?? flags.file, retryingOf(flags))
  const stop = stopping(flags.quiet === true)
  try {
    const { judged, current, stale } = await judgeAll(engine, flags, stop.signal)
    await engine.queue.add(
      [...stale.values()].flat().map(({ repository, revision, team }) => ({
        repository,
        revision,
        ...(team === undefined ? {} : { team }),
        priority: 0,
      })),
    )
    process.stdout.write(`${judged} judged again, ${current} up to date\n`)
    for (const [because, outcomes] of stale)
      process.stdout.write(`${outcomes.length} to be read again (fleet run or work): ${WORDS[because] ?? because}\n`)
    return 0
  } finally {
    stop.end()
    await engine.close()
  }
}

async function judgeAll({ store }: Engine, flags: WorkingFlags, stop: AbortSignal) {
  const options = lookOptionsOf(flags)
  const handling = { store, identity: identity(options), options }
  const slots = Array.from({ length: flags.workers }, () => openSlot(limitsOf(flags), { flags: FLAGS }))
  const stale = new Map<string, Outcome[]>()
  let judged = 0
  let current = 0
  // Each slot takes the next one from the same stream.
  const outcomes = store.outcomes()[Symbol.asyncIterator]()
  try {
    await Promise.all(
      slots.map(async (slot) => {
        for (let next = await outcomes.next(); !next.done && !stop.aborted; next = await outcomes.next()) {
          const result = await judgeKept(next.value, slot, handling)
          if (result.kind === 'judged') judged += 1
          else if (result.kind === 'current') current += 1
          else stale.set(result.because, [...(stale.get(result.because) ?? []), next.value])
        }
      }),
    )
  } finally {
    await outcomes.return?.()
    for (const slot of slots) slot.close()
  }
  return { judged, current, stale }
}
