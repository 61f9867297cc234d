import { type Command, InvalidArgumentError } from 'commander'
import type { Done } from './options.ts'

/** `acclimate explore`. */
export function defineExplore(program: Command, done: Done): void {
  program
    .command('explore')
    .description('the explorer in your browser: audits what you drop, and looks up all that is known')
    .option('--port <number>', 'the port to take (default: 4717, or one that is free)', portOf)
    .option('--open', 'open it in your browser')
    .action(async (flags) => {
      const { runExplore } = await import('../explore.ts')
      done(await runExplore(flags))
    })
}

function portOf(text: string): number {
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new InvalidArgumentError('a port is a number up to 65535')
  return port
}
