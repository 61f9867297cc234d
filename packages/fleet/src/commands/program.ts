import { Command, CommanderError } from 'commander'
import { defineAnswers } from './define-answers.ts'
import { placeOf } from './place-of.ts'
import { isUsageError } from '../usage-error.ts'
import { type PlaceFlags, placed, type WorkFlags, type WorkingFlags, whole, working } from './flags.ts'
import type { PruneFlags } from './prune.ts'

/** Runs one command line of a fleet and returns the exit code: 0, 1 where something is left to do, 2 for wrong usage, 3 for a bug. */
export async function runFleet(words: readonly string[]): Promise<number> {
  let code = 0
  const program = new Command('acclimate fleet')
    .description('Audits many repositories, keeps what was seen, and answers questions over all of them.')
    .exitOverride()
  const done = (ended: number): void => void (code = ended)
  defineFleet(program, done)
  try {
    await program.parseAsync(words, { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (isUsageError(error)) process.stderr.write(`error: ${error.message}\n`)
    else process.stderr.write(`error: this is a bug in acclimate-fleet; please report it\n${describe(error)}\n`)
    return isUsageError(error) ? 2 : 3
  }
}

type Done = (code: number) => void

/** Adds every command of a fleet to a program. */
export function defineFleet(program: Command, done: Done): void {
  for (const define of [defineRun, defineAdd, defineWork, defineJudge, definePrune, defineStatus]) define(program, done)
  for (const what of ['pause', 'resume', 'drain'] as const) defineSteering(program, what, done)
  defineAnswers(program, placeOf, done)
}

function defineRun(program: Command, done: Done): void {
  working(program.command('run'))
    .description('audit all that is named: lists of addresses, folders of clones; goes on where it was stopped')
    .argument(
      '<inputs...>',
      'lists (an address a line, #revision behind it, team=… after it), folders of clones, github:ORG, gitlab:GROUP, gitea:ORG, packages:FILE (requirements of pip)',
    )
    .action(async (inputs: readonly string[], flags: WorkingFlags) => {
      const { runRun } = await import('./run.ts')
      done(await runRun(inputs, flags))
    })
}

function defineAdd(program: Command, done: Done): void {
  working(program.command('add'))
    .description('add jobs to a queue, for those who work on it')
    .argument('<inputs...>', 'as of run')
    .action(async (inputs: readonly string[], flags: WorkingFlags) => {
      const { runAdd } = await import('./add.ts')
      done(await runAdd(inputs, flags))
    })
}

function defineWork(program: Command, done: Done): void {
  working(program.command('work'))
    .description('work on a queue until it is told to stop, on any number of machines')
    .option('--until-empty', 'end once no job is left, neither waiting nor being done')
    .option('--metrics-port <port>', 'serve /metrics for Prometheus, /healthz and /readyz there', whole)
    .option('--metrics-host <address>', 'for whom: 0.0.0.0 for all', '127.0.0.1')
    .action(async (flags: WorkFlags) => {
      const { runWork } = await import('./work.ts')
      done(await runWork(flags))
    })
}

function defineJudge(program: Command, done: Done): void {
  working(program.command('judge'))
    .description('judge all that was kept by what this version knows, without fetching or reading again')
    .action(async (flags: WorkingFlags) => {
      const { runJudge } = await import('./judge.ts')
      done(await runJudge(flags))
    })
}

function definePrune(program: Command, done: Done): void {
  placed(program.command('prune'))
    .description(
      'remove earlier outcomes, and what was seen of commits that are no longer the newest; the newest outcome stays',
    )
    .option('--keep <count>', 'outcomes of each repository that stay, the newest of them', whole)
    .option('--days <count>', 'remove those that are older', whole)
    .action(async (flags: PruneFlags) => {
      const { runPrune } = await import('./prune.ts')
      done(await runPrune(flags))
    })
}

function defineStatus(program: Command, done: Done): void {
  placed(program.command('status'))
    .description('what waits, what is being done, what was given up and why')
    .action(async (flags: PlaceFlags) => {
      const { runStatus } = await import('./status.ts')
      done(await runStatus(flags))
    })
}

const STEERING = {
  pause: 'have no further job of a queue taken; what is being done goes on',
  resume: 'have jobs taken again',
  drain: 'remove the jobs that wait; what is being done goes on',
} as const

function defineSteering(program: Command, what: keyof typeof STEERING, done: Done): void {
  placed(program.command(what))
    .description(STEERING[what])
    .action(async (flags: PlaceFlags) => {
      const { runSteering } = await import('./status.ts')
      done(await runSteering(what, flags))
    })
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
