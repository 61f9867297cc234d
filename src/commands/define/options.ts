import { type Command, InvalidArgumentError } from 'commander'
import { UsageError } from '../../config/usage-error.ts'
import { parseDay, parseMacos, parsePackage, parsePython } from '../../config/values.ts'

/** Takes the exit code of a command that has run. */
export type Done = (code: number) => void

/** The options of all that audits: for which Mac, by what was known when, and which files. */
export function judging(command: Command): Command {
  return command
    .option('--as-of <date>', 'judge by what was known on that day, YYYY-MM-DD', checked(parseDay))
    .option('--macos <version>', 'version of macOS to judge for', checked(parseMacos))
    .option('--python <version>', 'version of Python to judge for', checked(parsePython))
    .option('--package <name==version>', 'version to take for a package (repeatable)', collected(parsePackage))
    .option('--include <glob>', 'read only files that match (repeatable)', collected(String))
    .option('--exclude <glob>', 'leave out files that match (repeatable)', collected(String))
    .option('--config <file>', 'settings, instead of acclimate.toml or [tool.acclimate] in pyproject.toml')
    .option('--trust-settings', 'obey settings and remarks of a project named by an address, too')
    .option('--no-cache', 'neither use nor keep results of earlier runs')
    .option('--quiet', 'no progress')
}

/** A reader of one value, whose errors commander tells with the option's name. */
export function checked<Value>(parse: (text: string) => Value): (text: string) => Value {
  return (text) => {
    try {
      return parse(text)
    } catch (error) {
      throw error instanceof UsageError ? new InvalidArgumentError(error.message) : error
    }
  }
}

/** A reader of an option that may be repeated. */
export function collected<Value>(
  parse: (text: string) => Value,
): (text: string, before?: readonly Value[]) => readonly Value[] {
  const parseOne = checked(parse)
  return (text, before = []) => [...before, parseOne(text)]
}
