import { availableParallelism } from 'node:os'
import type { Command } from 'commander'
import { InvalidArgumentError } from 'commander'
import type { LookOptions } from 'acclimate/fleet'
import { DEFAULT_LIMITS, type Limits } from '../limits.ts'
import type { Retrying } from '../queue.ts'

/** Where the fleet is. */
export interface PlaceFlags {
  readonly file: string
  readonly queue?: string
  readonly quiet?: boolean
}

/** How jobs are done. */
export interface WorkingFlags extends PlaceFlags {
  readonly api?: string
  readonly workers: number
  readonly maxFiles: number
  readonly maxBytes: number
  readonly maxSeconds: number
  readonly maxMemory: number
  readonly attempts: number
  readonly retryDelay: number
  readonly lease?: number
  readonly asOf?: string
  readonly macos?: string
  readonly python?: string
}

/** What `work` takes besides. */
export interface WorkFlags extends WorkingFlags {
  readonly untilEmpty?: boolean
  readonly metricsPort?: number
  readonly metricsHost: string
}

/** The options of all that needs a fleet. */
export function placed(command: Command): Command {
  return command
    .option('--file <path>', 'jobs and outcomes, in one file of this machine', 'acclimate-fleet.duckdb')
    .option(
      '--queue <address>',
      'an engine instead: postgres://… or redis://… (ACCLIMATE_FLEET_QUEUE, where it has a password)',
      process.env['ACCLIMATE_FLEET_QUEUE'],
    )
    .option('--quiet', 'no progress')
}

/** The options of all that audits. */
export function working(command: Command): Command {
  return placed(command)
    .option('--api <address>', 'where the interface of an organisation is, if not at github.com or gitlab.com')
    .option('--workers <count>', 'repositories at a time', whole, availableParallelism())
    .option('--max-files <count>', 'most files of a repository', whole, DEFAULT_LIMITS.files)
    .option('--max-bytes <count>', 'most bytes to fetch, and to check out', whole, DEFAULT_LIMITS.bytes)
    .option('--max-seconds <count>', 'longest that a repository may take', whole, DEFAULT_LIMITS.seconds)
    .option('--max-memory <bytes>', 'most memory that a repository may take', whole, DEFAULT_LIMITS.memory)
    .option('--attempts <count>', 'how often what may pass is tried', whole, 4)
    .option('--retry-delay <seconds>', 'before the second attempt; twice as long before each further one', whole, 5)
    .option('--lease <seconds>', 'after which the job of a worker that is gone is free again', whole)
    .option('--as-of <date>', 'judge by what was known on that day, YYYY-MM-DD', day)
    .option('--macos <version>', 'version of macOS to judge for')
    .option('--python <version>', 'version of Python to judge for')
}

export function limitsOf({ maxFiles, maxBytes, maxSeconds, maxMemory }: WorkingFlags): Limits {
  return { files: maxFiles, bytes: maxBytes, seconds: maxSeconds, memory: maxMemory }
}

/** The day is filled in, so that all of a run is judged by the same. */
export function lookOptionsOf({ asOf, macos, python }: Pick<WorkingFlags, 'asOf' | 'macos' | 'python'>): LookOptions {
  return { asOf: asOf ?? new Date().toISOString().slice(0, 10), macos, python }
}

/** For those who do no jobs: how they are tried again is said where they are added. */
export const NO_RETRYING: Retrying = { attempts: 1, delay: 1, lease: 360 }

/** Seconds beyond the limit of a repository that its worker has to say so. */
const GRACE = 60

export function retryingOf({ attempts, retryDelay, lease, maxSeconds }: WorkingFlags): Retrying {
  return { attempts, delay: retryDelay, lease: lease ?? maxSeconds + GRACE }
}

/** A reader of whole numbers above 0. */
export function whole(text: string): number {
  if (!/^\d{1,15}$/.test(text) || Number(text) === 0) throw new InvalidArgumentError('a whole number above 0 is needed')
  return Number(text)
}

function day(text: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new InvalidArgumentError('a day is written YYYY-MM-DD')
  return text
}
