/**
 * The answer of `acclimate doctor`: what this machine is, and why a GPU is not used on it. A public interface like the
 * Report: fields may be added, the ones here keep their names and meanings.
 */
import type { Source } from './report.ts'

export interface Diagnosis {
  readonly schemaVersion: 1
  readonly tool: { readonly name: 'acclimate'; readonly version: string; readonly knowledge: string }
  readonly machine: {
    /** `M4 Pro (20-core GPU), 24 GB`; what the machine calls itself where it is not known. */
    readonly name: string
    readonly system: string
    readonly memoryBytes?: number
    /** Bytes that the GPU may use, where the machine says so. */
    readonly gpuBudgetBytes?: number
  }
  /** Absent where there is none to ask. */
  readonly python?: {
    readonly executable: string
    readonly version: string
    readonly torch?: string
    readonly mlx?: string
  }
  /** Whether PyTorch, here and now, can compute on the GPU; absent without PyTorch. */
  readonly usesGpu?: boolean
  /** What is in the way, the worst first. */
  readonly findings: readonly DiagnosisFinding[]
}

export interface DiagnosisFinding {
  /** Stable: `python-under-rosetta`. */
  readonly code: string
  readonly effect: 'blocks' | 'ignores-gpu' | 'degrades' | 'info'
  /** What is so; a sentence. */
  readonly message: string
  /** What to do; a sentence. Absent where there is nothing to do. */
  readonly fix?: string
  readonly sources: readonly Source[]
}
