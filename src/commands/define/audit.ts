import { type Command, Option } from 'commander'
import { effects } from '../../report/effects.ts'
import { judging, type Done } from './options.ts'
import { showing } from './showing.ts'

/** `acclimate audit`. */
export function defineAudit(program: Command, done: Done): void {
  showing(judging(program.command('audit')))
    .description('read a project and say what happens to it on a Mac')
    .argument(
      '[project]',
      'a directory, a file, the address of a git repository (https://…, git@…, github:owner/name), or - for standard input',
      '.',
    )
    .option('--stdin-filename <path>', 'what standard input is called (default: stdin.py)')
    .addOption(
      new Option('--fail-on <effect>', 'end with 1 when a finding is as bad or worse (default: blocks)').choices([
        ...effects,
        'none',
      ]),
    )
    .addOption(
      new Option('--diff', 'show the edits that a program can make as one patch, and write nothing').conflicts(
        'format',
      ),
    )
    .addOption(
      new Option('--fix', 'make the safe edits: the same as port --write --safe').conflicts([
        'format',
        'output',
        'diff',
        'baseline',
        'writeBaseline',
      ]),
    )
    .option('--allow-dirty', 'with --fix: write into files with uncommitted changes, too')
    .option('--baseline <file>', 'a saved report or baseline; what is in it does not fail the run')
    .option('--write-baseline <file>', 'write a baseline with all that is found, and end with 0')
    .option('--online', 'ask your package index about packages that nothing is known of')
    .option('--resolve', 'ask your uv what it would install on a Mac and on Linux with CUDA')
    .addOption(
      new Option('--watch', 'show the report again whenever something in the directory changes').conflicts([
        'diff',
        'writeBaseline',
        'online',
        'resolve',
      ]),
    )
    .option('--timing', 'say on standard error how long each part took')
    .action(async (project: string, flags) => {
      const { runAudit } = await import('../audit.ts')
      done(await runAudit(project, flags))
    })
}
