import { type Command, Option } from 'commander'
import { parseDay, parseMacos, parsePackage, parsePython } from '../../config/values.ts'
import { effects } from '../../report/effects.ts'
import { checked, collected, showing, type Done } from './options.ts'

/** `acclimate audit`. */
export function defineAudit(program: Command, done: Done): void {
  showing(program.command('audit'))
    .description('read a project and say what happens to it on a Mac')
    .argument(
      '[project]',
      'a directory, a file, the address of a git repository (https://…, git@…, github:owner/name), or - for standard input',
      '.',
    )
    .option('--stdin-filename <path>', 'what standard input is called (default: stdin.py)')
    .option('--as-of <date>', 'judge by what was known on that day, YYYY-MM-DD', checked(parseDay))
    .option('--macos <version>', 'version of macOS to judge for', checked(parseMacos))
    .option('--python <version>', 'version of Python to judge for', checked(parsePython))
    .option('--package <name==version>', 'version to take for a package (repeatable)', collected(parsePackage))
    .option('--include <glob>', 'read only files that match (repeatable)', collected(String))
    .option('--exclude <glob>', 'leave out files that match (repeatable)', collected(String))
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
    .option('--baseline <file>', 'a saved report or baseline; what is in it does not fail the run')
    .option('--write-baseline <file>', 'write a baseline with all that is found, and end with 0')
    .option('--config <file>', 'settings, instead of acclimate.toml or [tool.acclimate] in pyproject.toml')
    .option('--trust-settings', 'obey settings and remarks of a project named by an address, too')
    .option('--online', 'ask your package index about packages that nothing is known of')
    .option('--resolve', 'ask your uv what it would install on a Mac and on Linux with CUDA')
    .option('--no-cache', 'neither use nor keep results of earlier runs')
    .addOption(
      new Option('--watch', 'show the report again whenever something in the directory changes').conflicts([
        'diff',
        'writeBaseline',
        'online',
        'resolve',
      ]),
    )
    .option('--timing', 'say on standard error how long each part took')
    .option('--quiet', 'no progress')
    .action(async (project: string, flags) => {
      const { runAudit } = await import('../audit.ts')
      done(await runAudit(project, flags))
    })
}
