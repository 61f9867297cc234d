import { type Command, InvalidArgumentError } from 'commander'
import { UsageError } from '../../config/usage-error.ts'
import { parsePrefix } from '../../config/values.ts'
import { outputNames } from '../../library/render.ts'
import { parseShown } from '../show-report.ts'

/** Takes the exit code of a command that has run. */
export type Done = (code: number) => void

/** The options of all that shows a report. */
export function showing(command: Command): Command {
  return command
    .option(
      '--format <name[=file]>',
      `how to show the report, and where if not on standard output (repeatable): ${outputNames.join(', ')}`,
      collected(parseShown),
    )
    .option('--output <file>', 'write there instead of to standard output')
    .option(
      '--prefix <path>',
      'put before every path: the folder of the project in its repository',
      checked(parsePrefix),
    )
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
