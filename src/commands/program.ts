import { Command, CommanderError } from 'commander'
import { UsageError } from '../config/usage-error.ts'
import { version } from '../generated/version.ts'
import { defineAudit } from './define/audit.ts'
import { defineChoose } from './define/choose.ts'
import { defineCompletion } from './define/completion.ts'
import { defineDiff } from './define/diff.ts'
import { defineDoctor } from './define/doctor.ts'
import { defineExplain } from './define/explain.ts'
import { defineExplore } from './define/explore.ts'
import { defineFit } from './define/fit.ts'
import { defineLookup } from './define/lookup.ts'
import { defineLsp } from './define/lsp.ts'
import { defineMcp } from './define/mcp.ts'
import { definePort } from './define/port.ts'
import { defineRehearse } from './define/rehearse.ts'
import { defineRender } from './define/render.ts'
import { EXIT } from './exit.ts'

/** The commands in the order in which the help lists them. */
const DEFINITIONS = [
  defineAudit,
  definePort,
  defineRender,
  defineDiff,
  defineExplain,
  defineLookup,
  defineChoose,
  defineFit,
  defineExplore,
  defineDoctor,
  defineLsp,
  defineMcp,
  defineRehearse,
  defineCompletion,
] as const

/** Runs one command line and returns the exit code. */
export async function runProgram(words: readonly string[]): Promise<number> {
  let code: number = EXIT.fine
  const program = new Command('acclimate')
    .description('Says what happens to a machine-learning project on a Mac with Apple silicon.')
    .version(version)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(`${oneLine(text)}\n`) })

  for (const define of DEFINITIONS) define(program, (ended) => (code = ended))

  try {
    await program.parseAsync(words, { from: 'user' })
    return code
  } catch (error) {
    return report(error)
  }
}

/** What went wrong, on standard error, and the exit code for it. */
function report(error: unknown): number {
  // Commander has said it already; help and the version are no errors.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.usage
  if (error instanceof UsageError) {
    process.stderr.write(`error: ${oneLine(error.message)}\n`)
    return EXIT.usage
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`error: this is a bug in acclimate ${version}; please report it with these lines\n${stack}\n`)
  return EXIT.internal
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s*\n\s*/g, ' ')
}
