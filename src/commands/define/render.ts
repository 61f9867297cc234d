import type { Command } from 'commander'
import type { Done } from './options.ts'
import { showing } from './showing.ts'

/** `acclimate render`. */
export function defineRender(program: Command, done: Done): void {
  showing(program.command('render'))
    .description('show a saved report')
    .argument('<report>', 'a file written by audit --format json, or - for standard input')
    .action(async (file: string, flags) => {
      const { runRender } = await import('../render.ts')
      done(await runRender(file, flags))
    })
}
