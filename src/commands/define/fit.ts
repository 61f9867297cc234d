import { type Command, Option } from 'commander'
import { parseCount, parseMacos, parsePrice, parseTokens } from '../../config/values.ts'
import { CACHE_TYPES, RUNTIMES, WORK_KINDS } from '../../report/fit.ts'
import { checked, collected, type Done } from './options.ts'

/** `acclimate fit`. */
export function defineFit(program: Command, done: Done): void {
  program
    .command('fit')
    .description('whether a model fits a machine, how fast it goes there, and at what cost')
    .argument('[model]', 'a name, a size or a file, for example "Llama 3.1 8B", "qwen3 30b a3b", 70B, model.gguf')
    .argument('[machines...]', 'names as for --machine; none: this Mac, elsewhere all')
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
    .addOption(
      new Option('--format <name>', 'how to show it')
        .choices(['terminal', 'json', 'csv', 'markdown', 'html'])
        .default('terminal'),
    )
    .option('--output <file>', 'write there instead of to standard output')
    .action(async (model: string | undefined, machines: readonly string[], flags) => {
      const { runFit } = await import('../fit.ts')
      // With --parameters there is no model to name, so that the first name is a machine's, too.
      const [asked, first] = flags.parameters === undefined ? [model] : [undefined, model]
      const machine = [...(first === undefined ? [] : [first]), ...machines, ...(flags.machine ?? [])]
      done(await runFit(asked, { ...flags, machine }))
    })
}
