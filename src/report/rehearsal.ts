import type { Site, Source } from './report.ts'

/**
 * What happened when a program ran on the stand-in for Metal. A public interface: fields may be added, the ones here keep their
 * names and meanings.
 */
export interface Rehearsal {
  readonly schemaVersion: 1
  readonly tool: { readonly name: 'acclimate'; readonly version: string; readonly knowledge: string }
  /** `torch` is the release that was rehearsed, `installedTorch` the one that did the work; empty when it was never imported. */
  readonly target: {
    readonly torch: string
    readonly installedTorch: string
    readonly os: 'macos'
    readonly osVersion: string
    readonly machine?: string
    readonly pretend?: 'mps' | 'cuda'
  }
  readonly command: readonly string[]
  readonly exit: RehearsalExit
  /** Operators that ran: all, those on the device, those that fell back to the CPU; seconds of the latter. */
  readonly device: {
    readonly calls: number
    readonly onDevice: number
    readonly fellBack: number
    readonly seconds?: { readonly device: number; readonly fallback: number }
  }
  readonly events: readonly RehearsalEvent[]
  readonly memory?: { readonly peakBytes: number; readonly budgetBytes?: number; readonly at?: Site }
  readonly findings?: readonly RehearsedFinding[]
}

/** How the program ended. */
export interface RehearsalExit {
  readonly code?: number
  readonly signal?: string
  readonly reason: 'ended' | 'raised' | 'timeout' | 'max-steps' | 'interrupted' | 'killed'
}

/** What a run can be said to fail on. */
export const REHEARSAL_FAILURES = [
  'raised',
  'fell-back',
  'wrong-there',
  'dtype-refused',
  'left-device',
  'import-refused',
] as const

/**
 * - `raised`: an error that the Mac would raise
 * - `fell-back`: an operator ran on the CPU, with its copies there and back
 * - `wrong-there`: it ran here and gives wrong results on a Mac
 * - `dtype-refused`: a number type that Metal lacks
 * - `left-device`: work that could be on the GPU stayed on the CPU
 * - `import-refused`: a package that does not exist for Macs
 */
export type RehearsalEventKind = (typeof REHEARSAL_FAILURES)[number] | 'note'

export interface RehearsalEvent {
  readonly kind: RehearsalEventKind
  /** With its namespace and overload, `aten::median.dim`. */
  readonly operator?: string
  readonly message: string
  readonly count: number
  /** The first and the most frequent line of the user's that led there; in backward, the one that called it. */
  readonly first: Site
  readonly most: Site
  readonly phase: 'forward' | 'backward' | 'other'
  /** The first release of PyTorch that has the operator on Metal. */
  readonly mendedIn?: string
  /** The finding that says what to do. */
  readonly code?: string
  readonly sources: readonly Source[]
}

/** What the run says of a finding of the audit. */
export interface RehearsedFinding {
  readonly fingerprint: string
  readonly outcome: 'confirmed' | 'refuted' | 'not-reached'
}
