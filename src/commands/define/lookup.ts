import { type Command, Option } from 'commander'
import { parseDay, parseVersion } from '../../config/values.ts'
import { checked, type Done } from './options.ts'

/** `acclimate lookup`. */
export function defineLookup(program: Command, done: Done): void {
  program
    .command('lookup')
    .description('what is known of a library, an operator, a function of PyTorch or a call around CUDA')
    .argument('<name...>', 'for example flash-attn, bitsandbytes==0.45, torch.linalg.eig, aten::mode')
    .addOption(
      new Option('--format <name>', 'how to show the answer').choices(['terminal', 'json']).default('terminal'),
    )
    .option('--as-of <date>', 'answer by what was known on that day, YYYY-MM-DD', checked(parseDay))
    .option('--torch <version>', 'version of PyTorch to answer for', checked(parseVersion))
    .action(async (names: readonly string[], flags) => {
      const { runLookup } = await import('../lookup.ts')
      done(runLookup(names, flags))
    })
}
