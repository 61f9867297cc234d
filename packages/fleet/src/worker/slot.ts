import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Limits } from '../limits.ts'
import type { FailureReason } from '../store/outcome.ts'
import type { Answer, Task } from './message.ts'
import { fetchedBytes, type Watch, watchGroup } from './resources.ts'

const MAIN = fileURLToPath(new URL('main.js', import.meta.url))

/** Milliseconds between two looks at what a worker takes: in one a fast line fetches some ten megabytes. */
const PACE = 200

/** Tasks after which a worker is replaced, so that what one leaves behind does not add up. */
const TASKS_OF_A_WORKER = 200

/** What a worker did, or the limit at which it was killed, or how it ended. */
export type Worked = {
  readonly answer: Answer | { readonly kind: 'killed'; readonly reason: FailureReason; readonly detail: string }
  readonly peakMemory: number
}

/** A worker, and what looks at it from outside. */
interface Watched {
  readonly child: ChildProcess
  /** Absent where it could not be started. */
  readonly watch: Watch | undefined
}

/** A place for one worker process, and one task, at a time. */
export interface Slot {
  readonly perform: (task: Task) => Promise<Worked>
  /** Kills what still works and removes what it leaves. */
  readonly close: () => void
}

/** How workers are started. */
interface Start {
  /** What is in it besides the parent's does not show in a list of processes. */
  readonly environment?: NodeJS.ProcessEnv
  /** For the engine of Node.js. */
  readonly flags?: readonly string[]
}

export function openSlot(limits: Limits, { environment = {}, flags = [] }: Start = {}): Slot {
  const folder = makeFolder()
  let worker: Watched | undefined
  let tasks = 0
  let last: Promise<unknown> = Promise.resolve()

  function start(): Watched {
    tasks = 0
    const child = fork(MAIN, [], {
      // In a group of its own, which is killed as a whole; its copies lie where we remove them whatever becomes of it.
      detached: true,
      env: { ...process.env, ...environment, TMPDIR: folder },
      execArgv: [`--max-old-space-size=${Math.ceil(limits.memory / 2 ** 20)}`, ...flags],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    return { child, watch: child.pid === undefined ? undefined : watchGroup(child.pid) }
  }

  function stop(): void {
    if (worker) killGroup(worker.child)
    worker?.watch?.close()
    worker = undefined
    empty(folder)
  }

  async function performNow(task: Task): Promise<Worked> {
    if (tasks >= TASKS_OF_A_WORKER) stop()
    worker ??= start()
    tasks += 1
    const worked = await watched(worker, task, limits, folder)
    if (worked.answer.kind === 'killed') stop()
    return worked
  }

  return {
    perform(task) {
      // An engine whose lease runs out may come with the next job while one is still being done.
      const worked = last.then(() => performNow(task))
      last = worked.catch(() => {})
      return worked
    },
    close() {
      stop()
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

/** Gives a worker its task, and looks at what it takes until it answers, ends, or is beyond a limit. */
function watched({ child: worker, watch }: Watched, task: Task, limits: Limits, folder: string): Promise<Worked> {
  return new Promise((resolve) => {
    const began = performance.now()
    let peakMemory = 0
    const done = (answer: Worked['answer']): void => {
      clearInterval(looking)
      worker.off('message', answered)
      worker.off('exit', ended)
      worker.off('error', failed)
      resolve({ answer, peakMemory })
    }
    const kill = (reason: FailureReason, detail: string): void => done({ kind: 'killed', reason, detail })
    const answered = (answer: unknown): void => done(answer as Answer)
    const ended = (code: number | null, signal: string | null): void =>
      code === 134 || signal === 'SIGABRT'
        ? kill('out-of-memory', beyond(limits.memory, 'bytes of memory'))
        : kill('crashed', `the worker ended with ${signal ?? `code ${code}`}`)
    const failed = (error: Error): void => kill('crashed', `the worker could not be asked: ${error.message}`)
    const looking = setInterval(async () => {
      if (performance.now() - began > limits.seconds * 1000) kill('timed-out', beyond(limits.seconds, 'seconds'))
      const group = await watch?.look()
      peakMemory = Math.max(peakMemory, group?.memory ?? 0)
      // Whoever fetches is a process of its own.
      if (group?.processes !== 1 && fetchedBytes(folder) > limits.bytes)
        kill('too-large', beyond(limits.bytes, 'bytes to fetch'))
      if (peakMemory > limits.memory) kill('out-of-memory', beyond(limits.memory, 'bytes of memory'))
    }, PACE)
    worker.on('message', answered)
    worker.on('exit', ended)
    worker.on('error', failed)
    worker.send(task, (error) => error && failed(error))
  })
}

function beyond(limit: number, unit: string): string {
  return `took more than ${limit} ${unit}`
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

/** What was killed a moment ago may still be writing. */
function empty(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
  mkdirSync(folder, { mode: 0o700 })
}

/** A folder for copies, called after the machine and this process, by which it is known once the process is gone. */
function makeFolder(): string {
  const prefix = `acclimate-fleet-${hostname().replaceAll(/[^\w.]/g, '_')}-`
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length).split('-', 1)[0]) : Number.NaN
    if (pid > 0 && !isAlive(pid)) rmSync(join(tmpdir(), name), { recursive: true, force: true, maxRetries: 3 })
  }
  return mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`))
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // It is there, and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
