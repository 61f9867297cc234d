import type { DiagnosisFinding } from '../report/diagnosis.ts'
import type { Source } from '../report/report.ts'
import type { Setup } from './setup.ts'

const MPS_VARIABLES: Source = {
  url: 'https://docs.pytorch.org/docs/stable/mps_environment_variables.html',
  seen: '2026-11-27',
  kind: 'documentation',
}
const CUDA_VARIABLES: Source = {
  url: 'https://docs.nvidia.com/cuda/cuda-c-programming-guide/index.html#cuda-environment-variables',
  seen: '2026-11-27',
  kind: 'documentation',
}
const ACCELERATE: Source = {
  url: 'https://huggingface.co/docs/accelerate/package_reference/cli',
  seen: '2026-11-27',
  kind: 'documentation',
}
const JAX: Source = {
  url: 'https://docs.jax.dev/en/latest/config_options.html',
  seen: '2026-11-27',
  kind: 'documentation',
}

/** A variable, the values that matter, and what comes of them. */
interface Variable {
  readonly name: string
  readonly values: RegExp
  readonly on: 'mac' | 'cards' | 'both'
  /** Its message follows `NAME=value is set: `. */
  readonly finding: Omit<DiagnosisFinding, 'code' | 'fix'>
}

const VARIABLES: readonly Variable[] = [
  {
    name: 'CUDA_VISIBLE_DEVICES',
    values: /^(?:-1.*|none|)$/i,
    on: 'cards',
    finding: { effect: 'ignores-gpu', message: 'it hides every card from CUDA.', sources: [CUDA_VARIABLES] },
  },
  {
    name: 'NVIDIA_VISIBLE_DEVICES',
    values: /^(?:none|void|)$/i,
    on: 'cards',
    finding: { effect: 'ignores-gpu', message: 'it keeps every card out of the container.', sources: [CUDA_VARIABLES] },
  },
  {
    name: 'ACCELERATE_USE_CPU',
    values: /^(?:1|true|yes)$/i,
    on: 'both',
    finding: { effect: 'ignores-gpu', message: 'Accelerate stays on the processor.', sources: [ACCELERATE] },
  },
  {
    name: 'JAX_PLATFORMS',
    values: /^cpu$/i,
    on: 'both',
    finding: { effect: 'ignores-gpu', message: 'JAX stays on the processor.', sources: [JAX] },
  },
  {
    name: 'PYTORCH_ENABLE_MPS_FALLBACK',
    values: /^(?:1|true)$/i,
    on: 'mac',
    finding: {
      effect: 'info',
      message: 'operators that Metal lacks run on the processor, silently and slowly.',
      sources: [MPS_VARIABLES],
    },
  },
  {
    name: 'PYTORCH_MPS_HIGH_WATERMARK_RATIO',
    values: /^0(?:\.0*)?$/,
    on: 'mac',
    finding: {
      effect: 'degrades',
      message:
        'PyTorch has no upper limit for memory: what is too large swaps, or freezes the Mac, in place of an error.',
      sources: [MPS_VARIABLES],
    },
  },
  {
    name: 'PYTORCH_DEBUG_MPS_ALLOCATOR',
    values: /^[1-9]\d*$/,
    on: 'mac',
    finding: { effect: 'degrades', message: 'PyTorch writes down every allocation.', sources: [MPS_VARIABLES] },
  },
]

/** Variables that keep a GPU from being used here, or that say how. */
export function environmentFindings(
  { system }: Setup,
  environment: Readonly<Record<string, string | undefined>>,
): readonly DiagnosisFinding[] {
  const here = system === 'macos' ? 'mac' : 'cards'
  return VARIABLES.flatMap(({ name, values, on, finding }) => {
    const value = environment[name]
    if (value === undefined || !values.test(value) || (on !== 'both' && on !== here)) return []
    const shown = `${name}=${value}`
    const isInfo = finding.effect === 'info'
    return [
      {
        code: `variable-${name.toLowerCase().replaceAll('_', '-')}`,
        ...finding,
        message: `${shown} is set: ${finding.message}`,
        ...(!isInfo && { fix: `Unset ${name} before Python starts.` }),
      },
    ]
  })
}
