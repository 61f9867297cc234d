import type { Module } from './module.ts'

/** A range of code: UTF-16 offsets in the code of a module, in a notebook of its cells joined. */
export interface Place {
  readonly module: Module
  readonly at: number
  readonly end: number
}

/** A fact about the machine on which a value depends. */
export interface Basis {
  readonly fact: 'cuda' | 'mps' | 'platform' | 'import' | 'device'
  /** What was asked, for example `torch.cuda.is_available`. */
  readonly name: string
  readonly place: Place
}

/** Packages for accelerators that neither a Mac has nor a CUDA machine. */
export const OTHER_ACCELERATORS: ReadonlySet<string> = new Set([
  'torch_npu',
  'torch_xla',
  'torch_musa',
  'torch_mlu',
  'habana_frameworks',
  'intel_extension_for_pytorch',
  // Amazon's library for its own cloud.
  'smdistributed',
])

/** Whether a fact is that of an accelerator which neither a Mac has nor a CUDA machine. */
export function isOfOtherAccelerator({ name }: Basis): boolean {
  return name === 'torch.xpu.is_available' || OTHER_ACCELERATORS.has(name)
}
