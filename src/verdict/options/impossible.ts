import type { Machine } from '../../fit/machine.ts'
import type { OptionModel } from '../../report/advice.ts'
import type { Needs } from '../../report/needs.ts'
import type { Evidence } from '../evidence.ts'

/** Bytes that a parameter takes in four bits, with what a short context needs. */
const BYTES_IN_FOUR_BITS = 0.62
/** Generations of NVIDIA without matrix units for FP8. */
const WITHOUT_FP8: ReadonlySet<string> = new Set(['maxwell', 'kepler', 'pascal', 'volta', 'turing', 'ampere'])

interface Place {
  readonly machine: Machine
  readonly models: readonly OptionModel[]
  readonly isRented: boolean
}

/** What cannot be done on a machine, each in a sentence; what concerns the question most comes first. */
export function impossibleOn(
  { machine, models, isRented }: Place,
  needs: Needs,
  evidence: Evidence,
): readonly string[] {
  const isMac = machine.platform === 'metal'
  const lacking = models.filter(({ fits }) => !fits)
  const [model] = models
  const budget = model === undefined ? undefined : model.needed.value + model.roomBytes
  const sentences = [
    ...lacking.map(
      ({ model: name, needed, roomBytes }) =>
        `${name} does not fit: it needs ${gigabytes(needed.value)}, and ${gigabytes(-roomBytes)} are lacking.`,
    ),
    ...librariesWithout(isMac ? 'metal' : 'cuda', evidence),
    isMac && needs.gpus === 'several' ? 'Work on several GPUs at once: a Mac has one.' : undefined,
    isMac && needs.target === 'linux'
      ? 'Trying what will run on Linux with CUDA: containers have no GPU on a Mac.'
      : undefined,
    isMac && models.some(({ kind }) => kind === 'qlora')
      ? 'QLoRA of bitsandbytes: on a Mac mlx-lm does it, in a format of its own.'
      : undefined,
    !isMac && needs.work?.includes('kernels') === true && WITHOUT_FP8.has(machine.generation)
      ? 'FP8 on matrix units, which begins with Ada (RTX 40, compute capability 8.9).'
      : undefined,
    budget !== undefined && lacking.length === 0 && model?.decode !== undefined
      ? `Models of more than about ${Math.floor(budget / BYTES_IN_FOUR_BITS / 1e9)} billion parameters, even in 4 bits.`
      : undefined,
    isRented ? 'Work without a network, or with data that may not leave the house.' : undefined,
  ]
  return sentences.filter((sentence) => sentence !== undefined)
}

function librariesWithout(platform: 'metal' | 'cuda', { dependencies }: Evidence): readonly string[] {
  return dependencies.flatMap((dependency) => {
    const { status, note } = dependency[platform]
    if (status === 'unsupported')
      return [`${dependency.title ?? dependency.name} does not run there${note === undefined ? '.' : `: ${note}`}`]
    const title = dependency.title ?? dependency.name
    if (status === 'partial' && dependency.isForProcessors !== true && note !== undefined)
      return [`${title} in part: ${note}`]
    return platform === 'metal' && dependency.gpu === 'cuda'
      ? [`${dependency.title ?? dependency.name} on the GPU: there it computes on the processor.`]
      : []
  })
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`
}
