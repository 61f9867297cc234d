import type { Site } from '../../report/report.ts'
import type { Command, ContainerFact } from '../facts.ts'

/** Programs that start a container or a job, and for which these options hand over a GPU. */
const STARTERS: ReadonlySet<string> = new Set([
  'docker',
  'podman',
  'nerdctl',
  'nvidia-docker',
  'srun',
  'sbatch',
  'salloc',
  'singularity',
  'apptainer',
])
/** Those of a batch system, which asks a cluster and no machine of one's own. */
const OF_BATCH_SYSTEMS: ReadonlySet<string> = new Set(['srun', 'sbatch', 'salloc'])
const OPTION = /^--(?:gpus|gpus-per-node|gpus-per-task|gres|runtime|nv|device)(?:=|$)/
const SHORT_JOB_OPTION = /^-G/

/** The options of a command that ask for a GPU: `docker run --gpus all`, `srun --gres=gpu:2`, `apptainer exec --nv`. */
export function gpuFlagsOf(command: Command): ContainerFact[] {
  const start = command.words.findIndex((word) => STARTERS.has(word))
  if (start < 0) return []
  if (command.words[start] === 'nvidia-docker') return [gpuFlag('nvidia-docker', command.site)]
  const how = OF_BATCH_SYSTEMS.has(command.words[start] ?? '') ? 'batch-system' : 'flag'
  return gpuOptions(command.words.slice(start + 1)).map((what) => ({ ...gpuFlag(what, command.site), how }))
}

/** Those of `words` that are options asking for a GPU, each with its value. */
export function gpuOptions(words: readonly string[]): string[] {
  const options: string[] = []
  for (const [index, word] of words.entries()) {
    if (!OPTION.test(word) && !SHORT_JOB_OPTION.test(word)) continue
    const option = word.includes('=') || word === '--nv' ? word : `${word} ${words[index + 1] ?? ''}`.trim()
    if (asksForGpu(option)) options.push(option)
  }
  return options
}

function asksForGpu(option: string): boolean {
  if (/^--(?:runtime|device)\b/.test(option)) return /nvidia/i.test(option)
  if (option.startsWith('--gres')) return /gpu/i.test(option)
  return !/[ =]["']?(?:0|none)["']?$/.test(option)
}

function gpuFlag(what: string, site: Site): Extract<ContainerFact, { kind: 'gpu-request' }> {
  return { kind: 'gpu-request', how: 'flag', what, site }
}
