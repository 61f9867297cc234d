import { type Command, Option } from 'commander'
import { parseDay } from '../../config/values.ts'
import { FIRSTS, GPUS, MACHINES, TARGETS, WORKS } from '../../report/advice.ts'
import { checked, type Done } from './options.ts'

/** `acclimate choose`. */
export function defineChoose(program: Command, done: Done): void {
  program
    .command('choose')
    .description('which platform suits what you want to do, and why')
    .argument('[project]', 'a directory or repository to audit and take into account')
    .addOption(
      new Option('--format <name>', 'how to show the answer').choices(['terminal', 'json']).default('terminal'),
    )
    .option('--work <kinds>', `what is to be done, with commas between: ${WORKS.join(', ')}`)
    .option('--libraries <names>', 'libraries that it must use, with commas between')
    .option('--parameters <billions>', 'size of the largest model, in billions of parameters')
    .option('--machines <kinds>', `machines at hand or for rent, with commas between: ${MACHINES.join(', ')}`)
    .option('--target <where>', `where the result must run: ${TARGETS.join(', ')}`)
    .option('--gpus <number>', `GPUs that it needs: ${GPUS.join(', ')}`)
    .option('--first <wish>', `what counts most: ${FIRSTS.join(', ')}`)
    .option('--answers <file>', 'the same answers in a TOML file')
    .option('--as-of <date>', 'answer by what was known on that day, YYYY-MM-DD', checked(parseDay))
    .option('--no-cache', 'neither use nor keep results of earlier runs')
    .action(async (project: string | undefined, flags) => {
      const { runChoose } = await import('../choose.ts')
      done(await runChoose(project, flags))
    })
}
