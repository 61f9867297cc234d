import { Argument, type Command } from 'commander'
import { topics } from '../../shipped/pages.ts'
import { completionFor, SHELLS } from '../completion.ts'
import { writeOutput } from '../write-output.ts'
import type { Done } from './options.ts'

/** `acclimate completion`. */
export function defineCompletion(program: Command, done: Done): void {
  program
    .command('completion')
    .description(
      'what your shell reads to complete commands and options, for example: source <(acclimate completion bash)',
    )
    .addArgument(new Argument('<shell>').choices(SHELLS))
    .action((shell: (typeof SHELLS)[number]) => {
      const codes = topics().map(({ code }) => code)
      writeOutput(completionFor(shell, program, { explain: codes, completion: SHELLS }), undefined)
      done(0)
    })
}
