import type { Report } from '../../../src/report/report.ts'
import type { Given, Reply, Request } from './messages.ts'

/** Where an audit stands. */
export type Stage =
  | { readonly kind: 'waiting' }
  /** What is being done, in words, since when (`performance.now`). */
  | { readonly kind: 'running'; readonly what: string; readonly since: number }
  /** The report, and how long it took in milliseconds. */
  | { readonly kind: 'done'; readonly report: Report; readonly took: number }
  | { readonly kind: 'problem' | 'bug'; readonly message: string }

/** Whose project it is. */
export type Subject = 'own' | 'example'

/** One audit after the other, the last of which is kept while the visitor is on other pages. */
export interface Run {
  readonly stage: () => Stage
  /** What was started last and not cleared. */
  readonly subject: () => Subject | undefined
  /** @returns takes the listener away again */
  readonly onStage: (listener: () => void) => () => void
  /** Begins another audit in place of the one before. */
  readonly start: (
    subject: Subject,
    gather: (progress: (what: string) => void) => Promise<Given | undefined>,
    asOf?: string,
  ) => Promise<void>
  /** Ends what is running, or puts away what there is. */
  readonly clear: () => void
}

/** Audits in a worker, which is ended with its audit: what it has in memory goes with it. */
export function newRun(): Run {
  const listeners = new Set<() => void>()
  let stage: Stage = { kind: 'waiting' }
  let worker: Worker | undefined
  let subject: Subject | undefined
  let number = 0
  const become = (next: Stage) => {
    stage = next
    for (const listener of listeners) listener()
  }
  const end = (last: Stage) => {
    worker?.terminate()
    worker = undefined
    become(last)
  }
  const clear = () => {
    number += 1
    subject = undefined
    end({ kind: 'waiting' })
  }
  const audit = (request: Request, since: number) => {
    worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('error', ({ message }) => end({ kind: 'bug', message }))
    worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
      if (data.kind === 'progress') return become({ kind: 'running', what: data.what, since })
      end(data.kind === 'report' ? { ...data, kind: 'done', took: performance.now() - since } : data)
    })
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is for windows; a worker has one sender
    worker.postMessage(request)
  }
  return {
    stage: () => stage,
    subject: () => subject,
    onStage(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    clear,
    async start(about, gather, asOf) {
      clear()
      subject = about
      const own = number
      const since = performance.now()
      become({ kind: 'running', what: 'looking at what you gave', since })
      const gathering = gather((what) => {
        if (own === number) become({ kind: 'running', what, since })
      })
      const given = await gathering.catch((error: unknown) => ({ message: String(error) }))
      if (own !== number) return
      if (given === undefined) end({ kind: 'problem', message: 'There was no file in it.' })
      else if ('message' in given) end({ kind: 'bug', message: given.message })
      else audit({ ...given, ...(asOf === undefined ? {} : { asOf }) }, since)
    },
  }
}
