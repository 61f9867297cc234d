import { type Command, Option } from 'commander'
import type { Done } from './options.ts'

/** `acclimate doctor`. */
export function defineDoctor(program: Command, done: Done): void {
  program
    .command('doctor')
    .description('why a GPU is not used on this machine: system, driver, Python, PyTorch, MLX, variables')
    .addOption(
      new Option('--format <name>', 'how to show the answer').choices(['terminal', 'json']).default('terminal'),
    )
    .action(async (flags) => {
      const { runDoctor } = await import('../doctor.ts')
      done(await runDoctor(flags))
    })
}
