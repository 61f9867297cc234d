import { type Command, Option } from 'commander'
import { parseBytes, parseCount, parseFailures, parseMacos, parseVersion } from '../../config/values.ts'
import { checked, type Done } from './options.ts'

/** `acclimate rehearse`. */
export function defineRehearse(program: Command, done: Done): void {
  program
    .command('rehearse')
    .description('run a PyTorch program on this machine as if it were on a Mac, and say what a Mac would have done')
    .argument('[command...]', 'how you start it, after --: acclimate rehearse -- python train.py')
    .addOption(
      new Option('--format <name>', 'how to show what happened')
        .choices(['terminal', 'json', 'sarif', 'html'])
        .default('terminal'),
    )
    .option('--output <file>', 'write there instead of to the terminal')
    .option('--json <file>', 'write the JSON there, whatever the format is')
    .option('--torch <version>', 'release of PyTorch to rehearse (default: the one installed)', checked(parseVersion))
    .option('--macos <version>', 'version of macOS to pretend', checked(parseMacos))
    .option('--machine <name>', 'Mac to pretend: its chip and memory, "M4 Pro 24 GB"')
    .option('--memory-budget <size>', 'memory that the GPU may use, such as 16GB', checked(parseBytes))
    .option('--timeout <seconds>', 'stop the program after that time', checked(parseCount))
    .option('--max-steps <number>', 'stop after so many steps of an optimizer', checked(parseCount))
    .option('--no-strict-imports', 'import packages that do not exist for Macs all the same')
    .option('--fail-on <kinds>', 'end with 1 when any of these happened: raised, fell-back, …', checked(parseFailures))
    .option('--report <file>', 'say of each finding of a saved report whether the run bears it out')
    .option('--audit', 'the same of an audit of this folder')
    .addOption(
      new Option('--pretend <device>', 'run a program for CUDA as if CUDA were there, to see what it uses').choices([
        'cuda',
      ]),
    )
    .option('--record <file>', 'write there what ran on the GPU: operators, types, shapes, lines, and no contents')
    .option('--replay <file>', 'judge what was recorded again, for another --torch, without running the program')
    .option('--quiet', 'do not say first what is run')
    .action(async (command: readonly string[], flags) => {
      const { runRehearse } = await import('../rehearse.ts')
      done(await runRehearse(command, flags))
    })
}
