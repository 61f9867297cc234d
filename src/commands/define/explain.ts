import { type Command, Option } from 'commander'
import { parseDay } from '../../config/values.ts'
import { checked, type Done } from './options.ts'

/** `acclimate explain`. */
export function defineExplain(program: Command, done: Done): void {
  program
    .command('explain')
    .description('what a kind of finding or an error message means and what to do about it')
    .argument(
      '[code-or-message]',
      'for example device/ignores-metal-gpu; a message or traceback, or - for standard input',
    )
    .argument('[project]', 'a directory or repository in which to look for where the message comes from')
    .addOption(
      new Option('--format <name>', 'how to show what a message is').choices(['terminal', 'json']).default('terminal'),
    )
    .option('--as-of <date>', 'answer by what was known on that day, YYYY-MM-DD', checked(parseDay))
    .action(async (wanted: string | undefined, project: string | undefined, flags) => {
      const { runExplain } = await import('../explain.ts')
      done(await runExplain(wanted, project, flags))
    })
}
