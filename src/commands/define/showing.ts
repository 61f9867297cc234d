import { type Command, Option } from 'commander'
import { parsePrefix } from '../../config/values.ts'
import { outputNames } from '../../library/render.ts'
import { parseShown } from '../show-report.ts'
import { checked, collected } from './options.ts'

/** The options of all that shows a report. */
export function showing(command: Command): Command {
  return command
    .addOption(
      new Option('--format <name[=file]>', 'how to show the report, and where if not on standard output (repeatable)')
        .choices(outputNames)
        .argParser(collected(parseShown)),
    )
    .option('--output <file>', 'write there instead of to standard output')
    .option(
      '--prefix <path>',
      'put before every path: the folder of the project in its repository',
      checked(parsePrefix),
    )
}
