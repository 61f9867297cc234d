import type { Identity, LookOptions } from 'acclimate/fleet'
import type { Outcome } from './store/outcome.ts'
import type { Store } from './store/store.ts'
import type { Slot } from './worker/slot.ts'

/** What became of an outcome that was to be judged again. */
export type Rejudged =
  | { readonly kind: 'judged'; readonly outcome: Outcome }
  /** It was made by this build and this knowledge. */
  | { readonly kind: 'current' }
  /** It has to be read again, and why. */
  | { readonly kind: 'stale'; readonly because: string }

/** Judges what was seen of a repository by what this build knows, and keeps that beside what there is. */
export async function judgeKept(
  outcome: Outcome,
  slot: Slot,
  { store, identity, options }: { readonly store: Store; readonly identity: Identity; readonly options: LookOptions },
): Promise<Rejudged> {
  const { build, knowledge } = identity
  if (outcome.build === build && outcome.knowledge === knowledge) return { kind: 'current' }
  const seen = outcome.result.kind === 'audited' ? await store.seen(outcome.repository, outcome.commit) : undefined
  if (seen === undefined) return { kind: 'stale', because: 'nothing was seen' }
  const began = performance.now()
  const { answer, peakMemory } = await slot.perform({ kind: 'judge', seen, options })
  if (answer.kind === 'stale') return answer
  if (answer.kind !== 'audited') return { kind: 'stale', because: 'judging failed' }
  const { report, processorSeconds } = answer
  const { files, bytes } = outcome.figures
  const judged: Outcome = {
    ...outcome,
    build,
    knowledge,
    at: new Date().toISOString(),
    result: { kind: 'audited', report },
    figures: { seconds: (performance.now() - began) / 1000, processorSeconds, files, bytes, peakMemory },
  }
  await store.keep([{ outcome: judged }])
  return { kind: 'judged', outcome: judged }
}
