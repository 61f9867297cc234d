import type { Command } from 'commander'
import type { Done } from './options.ts'

/** `acclimate mcp`. */
export function defineMcp(program: Command, done: Done): void {
  program
    .command('mcp')
    .description('answer coding agents: a server of the Model Context Protocol on standard input and output')
    .action(async () => {
      const { runMcp } = await import('../mcp.ts')
      done(await runMcp())
    })
}
