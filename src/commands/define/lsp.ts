import type { Command } from 'commander'
import type { Done } from './options.ts'

/** `acclimate lsp`. */
export function defineLsp(program: Command, done: Done): void {
  program
    .command('lsp')
    .description('answer an editor: a language server on standard input and output')
    .option('--stdio', 'as it does anyway; editors say so')
    .action(async () => {
      const { runLsp } = await import('../lsp.ts')
      done(await runLsp())
    })
}
