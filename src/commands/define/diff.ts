import { type Command, Option } from 'commander'
import type { Done } from './options.ts'

/** `acclimate diff`. */
export function defineDiff(program: Command, done: Done): void {
  program
    .command('diff')
    .description('what a change made better or worse; ends with 1 when anything is worse')
    .argument('<before>', 'a report saved with audit --format json')
    .argument('<after>', 'another, of the changed project')
    .addOption(
      new Option('--format <name>', 'how to show it').choices(['terminal', 'markdown', 'json']).default('terminal'),
    )
    .option('--output <file>', 'write there instead of to standard output')
    .action(async (before: string, after: string, flags) => {
      const { runDiff } = await import('../diff.ts')
      done(await runDiff(before, after, flags))
    })
}
