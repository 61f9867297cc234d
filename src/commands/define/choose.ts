import { type Command, Option } from 'commander'
import { parseDay } from '../../config/values.ts'
import { FIRSTS, GPUS, MACHINES, TARGETS, WORKS } from '../../report/needs.ts'
import { checked, collected, type Done } from './options.ts'

/** `acclimate choose`. */
export function defineChoose(program: Command, done: Done): void {
  program
    .command('choose')
    .description('which machine suits what you want to do, in numbers, and why')
    .argument('[project]', 'a directory or repository to audit and take into account')
    .addOption(
      new Option('--format <name>', 'how to show the answer')
        .choices(['terminal', 'json', 'markdown', 'html'])
        .default('terminal'),
    )
    .option('--output <file>', 'write there instead of to standard output')
    .option('--work <kinds>', `what is to be done, with commas between: ${WORKS.join(', ')}`, collected(String))
    .option('--model <name>', 'a model, by name or size, such as "Llama 3.1 8B" or 70B (repeatable)', collected(String))
    .option('--parameters <sizes>', 'sizes of models instead, such as 70B or 7,70', collected(String))
    .option('--quantization <name>', 'for example 4-bit, Q8_0, F16')
    .option('--context <tokens>', 'tokens that one sequence may have, such as 8192 or 32k')
    .option('--batch <number>', 'sequences, examples or images at a time')
    .option(
      '--data <amount>',
      'what is learned from or worked through, such as "3M tokens, 3 epochs" or "20 GB tables"',
    )
    .option('--tokens-a-day <number>', 'tokens that are written in a day')
    .option('--images-a-day <number>', 'images that are made in a day')
    .option('--hours-of-sound-a-day <number>', 'hours of speech that are written down in a day')
    .option('--libraries <names>', 'libraries that it must use, with commas between', collected(String))
    .option('--owned <machine>', 'what is there, such as "MacBook Air M2 16GB" or PC (repeatable)', collected(String))
    .option('--compare <machine>', 'a machine that is to be among the options (repeatable)', collected(String))
    .option('--budget <dollars>', 'what may be spent; 0 buys nothing')
    .option('--laptop', 'it has to be a laptop')
    .option('--no-laptop', 'it stands on a desk')
    .option(
      '--machines <kinds>',
      `kinds at hand or for rent, with commas between: ${MACHINES.join(', ')}`,
      collected(String),
    )
    .option('--runs <where>', 'where the result runs, in your words')
    .option('--target <where>', `the same in one word: ${TARGETS.join(', ')}`)
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
