import { type Command, Option } from 'commander'
import { parsePrefix } from '../../config/values.ts'
import { effects } from '../../report/effects.ts'
import { checked, collected, judging, type Done } from './options.ts'

/** `acclimate port`. */
export function definePort(program: Command, done: Done): void {
  judging(program.command('port'))
    .description(
      'make the edits that a project needs to run on a Mac as well, and show that CUDA and the CPU fare as before',
    )
    .argument('[project]', 'a directory, or the address of a git repository', '.')
    .option('--write', 'write the changes; without it they are shown')
    .addOption(
      new Option('--undo', 'put back what the last run has written').conflicts([
        'write',
        'interactive',
        'patch',
        'patches',
      ]),
    )
    .option('--patch <file>', 'save the changes for git apply; - for standard output')
    .option('--patches <folder>', 'save them as a series, a patch for each kind of finding')
    .option('--only <code>', 'only edits for findings of this code or area (repeatable)', collected(String))
    .option('--safe', 'only edits of which it is shown that CUDA and the CPU fare as before')
    .option('--interactive', 'ask about one change after the other')
    .option('--allow-dirty', 'write into files with uncommitted changes, too')
    .option('--rehearse <command>', 'run this before and after, as on a Mac, in copies of the project')
    .option(
      '--prefix <path>',
      'put before every path of a patch: the folder of the project in its repository',
      checked(parsePrefix),
    )
    .addOption(
      new Option('--format <name>', 'how to show it').choices(['terminal', 'json', 'markdown']).default('terminal'),
    )
    .addOption(
      new Option(
        '--fail-on <effect>',
        'end with 1 when a finding that is left is as bad or worse (default: none)',
      ).choices([...effects, 'none']),
    )
    .action(async (project: string, flags) => {
      const { runPort } = await import('../port.ts')
      done(await runPort(project, flags))
    })
}
