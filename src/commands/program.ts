import { Command, CommanderError } from 'commander'
import { UsageError } from '../config/usage-error.ts'
import { version } from '../generated/version.ts'
import { EXIT } from './exit.ts'

/** The commands in the order in which the help lists them; what defines one is read when it is needed. */
const DEFINITIONS = {
  audit: async () => (await import('./define/audit.ts')).defineAudit,
  port: async () => (await import('./define/port.ts')).definePort,
  render: async () => (await import('./define/render.ts')).defineRender,
  diff: async () => (await import('./define/diff.ts')).defineDiff,
  explain: async () => (await import('./define/explain.ts')).defineExplain,
  lookup: async () => (await import('./define/lookup.ts')).defineLookup,
  choose: async () => (await import('./define/choose.ts')).defineChoose,
  fit: async () => (await import('./define/fit.ts')).defineFit,
  explore: async () => (await import('./define/explore.ts')).defineExplore,
  fleet: async () => (await import('./define/fleet.ts')).defineFleet,
  doctor: async () => (await import('./define/doctor.ts')).defineDoctor,
  lsp: async () => (await import('./define/lsp.ts')).defineLsp,
  mcp: async () => (await import('./define/mcp.ts')).defineMcp,
  rehearse: async () => (await import('./define/rehearse.ts')).defineRehearse,
  completion: async () => (await import('./define/completion.ts')).defineCompletion,
} as const

/** Runs one command line and returns the exit code. */
export async function runProgram(words: readonly string[]): Promise<number> {
  let code: number = EXIT.fine
  const program = new Command('acclimate')
    .description('Says what happens to a machine-learning project on a Mac with Apple silicon.')
    .version(version)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(`${oneLine(text)}\n`) })

  for (const define of await definitionsFor(words[0])) define(program, (ended) => (code = ended))
  for (const command of program.commands) refuseRepeated(command)

  try {
    await program.parseAsync(words, { from: 'user' })
    return code
  } catch (error) {
    return report(error)
  }
}

/** Of an option that is given twice, commander takes the last value and says nothing. */
function refuseRepeated(command: Command): void {
  const seen = new Map<string, number>()
  for (const option of command.options) {
    if (!option.required && !option.optional) continue
    command.on(`option:${option.name()}`, () => seen.set(option.name(), (seen.get(option.name()) ?? 0) + 1))
  }
  command.hook('preAction', () => {
    for (const option of command.options) {
      // What may be repeated is a list.
      const isOne = !Array.isArray(command.getOptionValue(option.attributeName()))
      if (isOne && (seen.get(option.name()) ?? 0) > 1) throw new UsageError(`--${option.name()} can be given once only`)
    }
  })
}

/** The one command that is named, or all: for help, for names that nobody knows, and for completion, which lists them. */
async function definitionsFor(word: string | undefined) {
  const names = isCommand(word) && word !== 'completion' ? [word] : Object.keys(DEFINITIONS).filter(isCommand)
  return Promise.all(names.map(async (name) => DEFINITIONS[name]()))
}

function isCommand(word: string | undefined): word is keyof typeof DEFINITIONS {
  return word !== undefined && Object.hasOwn(DEFINITIONS, word)
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
