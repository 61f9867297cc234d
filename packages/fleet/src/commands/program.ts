import { Command, CommanderError } from 'commander'
import { isUsageError } from '../usage-error.ts'
import { type WorkingFlags, working } from './flags.ts'

/** Runs one command line of a fleet and returns the exit code: 0, 1 where something is left to do, 2 for wrong usage, 3 for a bug. */
export async function runFleet(words: readonly string[]): Promise<number> {
  let code = 0
  const program = new Command('acclimate fleet')
    .description('Audits many repositories, keeps what was seen, and answers questions over all of them.')
    .exitOverride()
  defineRun(program, (ended) => (code = ended))
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

function defineRun(program: Command, done: Done): void {
  working(program.command('run'))
    .description('audit all that is named: lists of addresses, folders of clones; goes on where it was stopped')
    .argument('<inputs...>', 'files with an address a line (#revision behind it, team=… after it), or folders')
    .action(async (inputs: readonly string[], flags: WorkingFlags) => {
      const { runRun } = await import('./run.ts')
      done(await runRun(inputs, flags))
    })
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
