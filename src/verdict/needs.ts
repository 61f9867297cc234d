import type { Technique, WorkloadKind } from '../report/report.ts'

/** What a person wants to do, and with what; each field absent where they have not said. */
export interface Needs {
  readonly work?: readonly Work[]
  readonly libraries?: readonly string[]
  /** Size of the largest model, in billions of parameters. */
  readonly parameters?: number
  readonly machines?: readonly ('mac' | 'nvidia' | 'cloud')[]
  readonly target?: 'linux' | 'apple' | 'any'
  readonly gpus?: 'one' | 'several'
  readonly first?: 'speed' | 'power' | 'cost' | 'none'
}

export type Work =
  | 'training'
  | 'fine-tuning'
  | 'lora'
  | 'qlora'
  | 'inference'
  | 'llm'
  | 'serving'
  | 'image-generation'
  | 'kernels'
  | 'data'

/** What each answer means in the terms of the Report. */
export const WORK: Readonly<Record<Work, { readonly kind: WorkloadKind; readonly technique?: Technique }>> = {
  training: { kind: 'training', technique: 'from-scratch' },
  'fine-tuning': { kind: 'fine-tuning', technique: 'full' },
  lora: { kind: 'fine-tuning', technique: 'lora' },
  qlora: { kind: 'fine-tuning', technique: 'qlora' },
  inference: { kind: 'inference' },
  llm: { kind: 'inference', technique: 'llm' },
  serving: { kind: 'serving', technique: 'llm' },
  'image-generation': { kind: 'image-generation' },
  kernels: { kind: 'kernels' },
  data: { kind: 'data' },
}
