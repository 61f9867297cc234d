import { type GitAddress, type Identity, type LookOptions, resolveRevision, withoutCredentials } from 'acclimate/fleet'
import { withoutTokens } from './credentials.ts'
import type { Job } from './job.ts'
import type { Limits } from './limits.ts'
import { type FailureReason, type Figures, type Outcome, NO_FIGURES } from './store/outcome.ts'
import type { Kept, Store } from './store/store.ts'
import type { Answer } from './worker/message.ts'
import type { Slot, Worked } from './worker/slot.ts'
import { mayPass, reasonNotFetched } from './worker/why-not-fetched.ts'

/** With what jobs are done. */
export interface Handling {
  readonly store: Store
  readonly identity: Identity
  readonly options: LookOptions
  readonly limits: Limits
}

/**
 * What became of a job. `again`: something that may pass was in the way, and nothing is kept yet.
 */
export type Handled =
  | { readonly kind: 'kept'; readonly outcome: Outcome; readonly known: boolean }
  | { readonly kind: 'again'; readonly reason: FailureReason; readonly detail: string; readonly failed: Outcome }

/**
 * Sees to it that the outcome of a repository is kept: the one that there is where neither commit nor knowledge have changed,
 * one that is judged from what was seen where that is enough, and else that of an audit.
 */
export async function handleJob(job: Job, slot: Slot, handling: Handling): Promise<Handled> {
  const began = performance.now()
  const known = await knownOutcome(job, handling)
  if (known) {
    if (job.team !== undefined && job.team !== known.team)
      await handling.store.keep([{ outcome: { ...known, team: job.team } }])
    return { kind: 'kept', outcome: known, known: true }
  }
  const { answer, peakMemory } = await slot.perform({
    kind: 'audit',
    address: addressOf(job),
    options: handling.options,
    limits: handling.limits,
  })
  const took = { seconds: (performance.now() - began) / 1000, peakMemory }
  const kept = keptOf(job, answer, took, handling)
  const { result } = kept.outcome
  if (result.kind === 'failed' && mayPass(result.reason))
    return { kind: 'again', reason: result.reason, detail: result.detail, failed: kept.outcome }
  await handling.store.keep([kept])
  return { kind: 'kept', outcome: kept.outcome, known: false }
}

/** The outcome that is kept, where the repository is still at its commit. Where its host does not say, fetching will. */
async function knownOutcome(job: Job, { store, identity }: Handling): Promise<Outcome | undefined> {
  const newest = await store.newest(job.repository, job.revision)
  if (newest === undefined || newest.build !== identity.build || newest.knowledge !== identity.knowledge)
    return undefined
  // What did not fit a limit, or was not there, may do so another time.
  if (newest.result.kind === 'failed') return undefined
  const commit = await resolveRevision(addressOf(job)).catch(() => undefined)
  return commit === newest.commit ? newest : undefined
}

function addressOf({ repository, revision }: Job): GitAddress {
  const name =
    repository
      .replace(/\/+$/, '')
      .replace(/\.git$/, '')
      .split(/[/:]/)
      .at(-1) || 'project'
  return { url: repository, name, ...(revision === '' ? {} : { branch: revision }) }
}

function keptOf(
  { repository, revision, team }: Job,
  answer: Worked['answer'],
  took: Pick<Figures, 'seconds' | 'peakMemory'>,
  { identity }: Handling,
): Kept {
  const { build, knowledge } = identity
  const common = {
    repository,
    revision,
    build,
    knowledge,
    ...(team === undefined ? {} : { team }),
    at: new Date().toISOString(),
  }
  if (answer.kind !== 'audited') {
    const result = { kind: 'failed', ...failureOf(answer) } as const
    return { outcome: { ...common, commit: '', result, figures: { ...NO_FIGURES, ...took } } }
  }
  const { commit, report, seen, processorSeconds, files, bytes } = answer
  const figures = { ...took, processorSeconds, files, bytes }
  return { outcome: { ...common, commit, result: { kind: 'audited', report }, figures }, ...(seen && { seen }) }
}

function failureOf(answer: Exclude<Worked['answer'], Extract<Answer, { kind: 'audited' }>>): {
  reason: FailureReason
  detail: string
} {
  switch (answer.kind) {
    case 'not-fetched':
      return { reason: reasonNotFetched(answer.why), detail: withoutSecrets(answer.why) }
    case 'killed':
      return { reason: answer.reason, detail: answer.detail }
    case 'failed':
      return { reason: 'crashed', detail: withoutSecrets(answer.why) }
    case 'stale':
      return { reason: 'crashed', detail: answer.because }
  }
}

function withoutSecrets(why: string): string {
  return withoutTokens(withoutCredentials(why), process.env)
}
