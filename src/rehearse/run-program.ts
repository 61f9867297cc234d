import { spawn } from 'node:child_process'
import { isMissing, reasonOf } from '../project/files/reason.ts'
import type { RehearsalExit } from '../report/rehearsal.ts'

/** Milliseconds that a program has for its own clean-up after it was told to stop. */
const GRACE = 10_000

export interface ProgramOptions {
  readonly environment: Readonly<Record<string, string>>
  /** Seconds after which the program is stopped. */
  readonly timeout?: number
  /**
   * `terminal`: what it reads and writes passes by untouched; `error`: the same, but standard output is needed for something
   * else, so that the program's goes to standard error; a function is told what the program writes, and there is nothing to read.
   */
  readonly output: 'terminal' | 'error' | ((text: string) => void)
  /** Where it is started; here when absent. */
  readonly directory?: string
}

/** How the program ended, and what of it this process saw. */
export type ProgramEnd = Omit<RehearsalExit, 'reason'> & {
  readonly stopped?: 'timeout' | 'interrupted'
  /** Why it did not start. */
  readonly failure?: string
}

/** Runs the user's own command. Signals are the program's to answer; this process waits for it. */
export function runProgram(command: readonly string[], options: ProgramOptions): Promise<ProgramEnd> {
  const [program = '', ...words] = command
  const { output } = options
  const child = spawn(program, words, {
    stdio:
      typeof output === 'function'
        ? ['ignore', 'pipe', 'pipe']
        : ['inherit', output === 'error' ? 2 : 'inherit', 'inherit'],
    env: { ...process.env, ...options.environment },
    ...(options.directory !== undefined && { cwd: options.directory }),
  })
  if (typeof output === 'function') {
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', output)
  }
  let stopped: ProgramEnd['stopped']
  // The terminal sends an interrupt to all that runs in it, so the program has had its own.
  const interrupted = () => {
    stopped = 'interrupted'
  }
  const passedOn = (signal: NodeJS.Signals) => {
    stopped = 'interrupted'
    child.kill(signal)
  }
  process.on('SIGINT', interrupted)
  process.on('SIGTERM', passedOn)
  process.on('SIGHUP', passedOn)
  const timers: NodeJS.Timeout[] = []
  if (options.timeout !== undefined) {
    timers.push(
      setTimeout(() => {
        stopped = 'timeout'
        child.kill('SIGINT')
        timers.push(setTimeout(() => child.kill('SIGKILL'), GRACE))
      }, options.timeout * 1000),
    )
  }
  const release = () => {
    for (const timer of timers) clearTimeout(timer)
    process.off('SIGINT', interrupted)
    process.off('SIGTERM', passedOn)
    process.off('SIGHUP', passedOn)
  }
  return new Promise((resolve) => {
    const done = (end: ProgramEnd) => {
      release()
      resolve({ ...end, ...(stopped && { stopped }) })
    }
    child.on('error', (error) => done({ failure: isMissing(error) ? 'there is no such program' : reasonOf(error) }))
    child.on('close', (code, signal) => done({ ...(code !== null && { code }), ...(signal !== null && { signal }) }))
  })
}
