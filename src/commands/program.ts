import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { UsageError } from '../config/usage-error.ts'
import {
  parseBytes,
  parseCount,
  parseDay,
  parseFailures,
  parseMacos,
  parsePackage,
  parsePrefix,
  parsePrice,
  parsePython,
  parseTokens,
  parseVersion,
} from '../config/values.ts'
import { version } from '../generated/version.ts'
import { CACHE_TYPES, RUNTIMES, WORK_KINDS } from '../report/fit.ts'
import { FIRSTS, GPUS, MACHINES, TARGETS, WORKS } from '../report/advice.ts'
import { parseShown } from './show-report.ts'
import { outputNames } from '../library/render.ts'
import { effects } from '../report/effects.ts'
import { EXIT } from './exit.ts'

/** Runs one command line and returns the exit code. */
export async function runProgram(words: readonly string[]): Promise<number> {
  let code: number = EXIT.fine
  const program = new Command('acclimate')
    .description('Says what happens to a machine-learning project on a Mac with Apple silicon.')
    .version(version)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(`${oneLine(text)}\n`) })

  showing(program.command('audit'))
    .description('read a project and say what happens to it on a Mac')
    .argument('[project]', 'a directory, or the address of a git repository: https://…, git@…, github:owner/name', '.')
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
    .option('--quiet', 'no progress')
    .action(async (project: string, flags) => {
      const { runAudit } = await import('./audit.ts')
      code = await runAudit(project, flags)
    })

  showing(program.command('render'))
    .description('show a saved report')
    .argument('<report>', 'a file written by audit --format json, or - for standard input')
    .action(async (file: string, flags) => {
      const { runRender } = await import('./render.ts')
      code = await runRender(file, flags)
    })

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
      const { runDiff } = await import('./diff.ts')
      code = await runDiff(before, after, flags)
    })

  program
    .command('explain')
    .description('what a kind of finding or an error message means and what to do about it')
    .argument(
      '[code-or-message]',
      'for example device/ignores-metal-gpu; a message or traceback, or - for standard input',
    )
    .argument('[project]', 'a directory or repository in which to look for where the message comes from')
    .addOption(
      new Option('--format <name>', 'how to show what a message is').choices(['terminal', 'json']).default('terminal'),
    )
    .option('--as-of <date>', 'answer by what was known on that day, YYYY-MM-DD', checked(parseDay))
    .action(async (wanted: string | undefined, project: string | undefined, flags) => {
      const { runExplain } = await import('./explain.ts')
      code = await runExplain(wanted, project, flags)
    })

  program
    .command('lookup')
    .description('what is known of a library, an operator, a function of PyTorch or a call around CUDA')
    .argument('<name...>', 'for example flash-attn, bitsandbytes==0.45, torch.linalg.eig, aten::mode')
    .addOption(
      new Option('--format <name>', 'how to show the answer').choices(['terminal', 'json']).default('terminal'),
    )
    .option('--as-of <date>', 'answer by what was known on that day, YYYY-MM-DD', checked(parseDay))
    .option('--torch <version>', 'version of PyTorch to answer for', checked(parseVersion))
    .action(async (names: readonly string[], flags) => {
      const { runLookup } = await import('./lookup.ts')
      code = runLookup(names, flags)
    })

  program
    .command('choose')
    .description('which platform suits what you want to do, and why')
    .argument('[project]', 'a directory or repository to audit and take into account')
    .addOption(
      new Option('--format <name>', 'how to show the answer').choices(['terminal', 'json']).default('terminal'),
    )
    .option('--work <kinds>', `what is to be done, with commas between: ${WORKS.join(', ')}`)
    .option('--libraries <names>', 'libraries that it must use, with commas between')
    .option('--parameters <billions>', 'size of the largest model, in billions of parameters')
    .option('--machines <kinds>', `machines at hand or for rent, with commas between: ${MACHINES.join(', ')}`)
    .option('--target <where>', `where the result must run: ${TARGETS.join(', ')}`)
    .option('--gpus <number>', `GPUs that it needs: ${GPUS.join(', ')}`)
    .option('--first <wish>', `what counts most: ${FIRSTS.join(', ')}`)
    .option('--answers <file>', 'the same answers in a TOML file')
    .option('--as-of <date>', 'answer by what was known on that day, YYYY-MM-DD', checked(parseDay))
    .option('--no-cache', 'neither use nor keep results of earlier runs')
    .action(async (project: string | undefined, flags) => {
      const { runChoose } = await import('./choose.ts')
      code = await runChoose(project, flags)
    })

  program
    .command('fit')
    .description('whether a model fits a machine, how fast it goes there, and at what cost')
    .argument('[model]', 'a name, a size or a file, for example "Llama 3.1 8B", "qwen3 30b a3b", 70B, model.gguf')
    .option('--parameters <size>', 'instead of a model: its size, such as 8B')
    .option('--machines', 'list the machines that are known, and the models')
    .option(
      '--machine <name>',
      'for example "RTX 4090", "2x RTX 3090", "M4 Max 40-core GPU 64GB", or all (repeatable)',
      collected(String),
    )
    .option('--this-machine', 'the machine that this runs on')
    .option('--online', 'look a model up on the Hugging Face Hub, by owner/name (HF_ENDPOINT, HF_TOKEN)')
    .option('--quantization <name>', 'for example Q4_K_M, Q8_0, F16, mlx-4bit, nf4')
    .addOption(new Option('--runtime <name>', 'what runs it').choices(RUNTIMES))
    .addOption(new Option('--work <kind>', 'what is to be done (default: inference)').choices(WORK_KINDS))
    .option('--context <tokens>', 'tokens that one sequence may have, such as 8192 or 32k', checked(parseTokens))
    .option('--batch <number>', 'sequences, examples or images at a time', checked(parseCount))
    .option('--depth <tokens>', 'tokens that stand before the one whose speed is told', checked(parseTokens))
    .addOption(new Option('--cache <type>', 'type of the KV cache (default: f16)').choices(CACHE_TYPES))
    .option('--checkpointing', 'training computes activations again (default but for mlx)')
    .option('--no-checkpointing', 'training keeps all activations')
    .option('--chunked-loss', 'training computes the loss in parts, as fused kernels do')
    .option('--size <pixels>', 'pixels of a side of an image', checked(parseCount))
    .option('--steps <number>', 'steps that an image takes', checked(parseCount))
    .option(
      '--electricity <dollars>',
      'price of a kilowatt-hour, for the cost of a million tokens',
      checked(parsePrice),
    )
    .option('--macos <version>', 'version of macOS, which decides what the GPU may have', checked(parseMacos))
    .option('--wired-limit-mb <MiB>', 'what iogpu.wired_limit_mb is set to', checked(parseCount))
    .option('--budget <dollars>', 'only machines that cost at most so much', checked(parseCount))
    .option('--laptop', 'only laptops')
    .option('--no-laptop', 'no laptops')
    .addOption(new Option('--platform <name>', 'only machines of one platform').choices(['metal', 'cuda', 'other']))
    .option('--memory <GiB>', 'only machines with at least so much', checked(parseCount))
    .option('--watts <number>', 'only machines that draw at most so much', checked(parseCount))
    .option('--sold', 'only what is sold new')
    .addOption(new Option('--format <name>', 'how to show it').choices(['terminal', 'json', 'csv']).default('terminal'))
    .option('--output <file>', 'write there instead of to standard output')
    .action(async (model: string | undefined, flags) => {
      const { runFit } = await import('./fit.ts')
      code = await runFit(model, flags)
    })

  program
    .command('doctor')
    .description('why a GPU is not used on this machine: system, driver, Python, PyTorch, MLX, variables')
    .addOption(
      new Option('--format <name>', 'how to show the answer').choices(['terminal', 'json']).default('terminal'),
    )
    .action(async (flags) => {
      const { runDoctor } = await import('./doctor.ts')
      code = await runDoctor(flags)
    })

  program
    .command('mcp')
    .description('answer coding agents: a server of the Model Context Protocol on standard input and output')
    .action(async () => {
      const { runMcp } = await import('./mcp.ts')
      code = await runMcp()
    })

  program
    .command('rehearse')
    .description('run a PyTorch program on this machine as if it were on a Mac, and say what a Mac would have done')
    .argument('<command...>', 'how you start it, after --: acclimate rehearse -- python train.py')
    .addOption(
      new Option('--format <name>', 'how to show what happened')
        .choices(['terminal', 'json', 'sarif'])
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
    .option('--quiet', 'do not say first what is run')
    .action(async (command: readonly string[], flags) => {
      const { runRehearse } = await import('./rehearse.ts')
      code = await runRehearse(command, flags)
    })

  try {
    await program.parseAsync(words, { from: 'user' })
    return code
  } catch (error) {
    return report(error)
  }
}

/** The options of all that shows a report. */
function showing(command: Command): Command {
  return command
    .option(
      '--format <name[=file]>',
      `how to show the report, and where if not on standard output (repeatable): ${outputNames.join(', ')}`,
      collected(parseShown),
    )
    .option('--output <file>', 'write there instead of to standard output')
    .option(
      '--prefix <path>',
      'put before every path: the folder of the project in its repository',
      checked(parsePrefix),
    )
}

/** What went wrong, on standard error, and the exit code for it. */
function report(error: unknown): number {
  // Commander has said it already; help and the version are no errors.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.usage
  if (error instanceof UsageError) {
    process.stderr.write(`error: ${oneLine(error.message)}\n`)
    return EXIT.usage
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`error: this is a bug in acclimate ${version}; please report it with these lines\n${stack}\n`)
  return EXIT.internal
}

function checked<Value>(parse: (text: string) => Value): (text: string) => Value {
  return (text) => {
    try {
      return parse(text)
    } catch (error) {
      throw error instanceof UsageError ? new InvalidArgumentError(error.message) : error
    }
  }
}

function collected<Value>(
  parse: (text: string) => Value,
): (text: string, before?: readonly Value[]) => readonly Value[] {
  const parseOne = checked(parse)
  return (text, before = []) => [...before, parseOne(text)]
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s*\n\s*/g, ' ')
}
