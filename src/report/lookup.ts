/**
 * The answer to a look-up: what is known of a library, an operator or a call, without a project. A public interface like
 * the Report: fields may be added, the ones here keep their names and meanings.
 */
import type { Backend, Source, Support } from './report.ts'

export interface Lookup {
  readonly schemaVersion: 1
  /** `knowledge` is the date (YYYY-MM-DD) of the newest fact that was at hand. */
  readonly tool: { readonly name: 'acclimate'; readonly version: string; readonly knowledge: string }
  readonly query: string
  /** The day for which it is answered, YYYY-MM-DD. */
  readonly asOf: string
  /** A name can mean several things; empty when nothing is known by it. */
  readonly answers: readonly Answer[]
  /** Known names that are written alike, nearest first; only where there is no answer. */
  readonly suggestions: readonly string[]
}

export type Answer = LibraryAnswer | OperatorAnswer | FunctionAnswer | VisionOperatorAnswer | CallAnswer

/** A library, tool or technique. */
export interface LibraryAnswer {
  readonly kind: 'library'
  readonly name: string
  readonly pypi: readonly string[]
  readonly imports: readonly string[]
  readonly category: string
  readonly is: 'library' | 'tool' | 'technique'
  /** The version that was asked for; when absent, the newest one of the day is meant. */
  readonly version?: string
  readonly metal: PlatformAnswer
  readonly cuda: PlatformAnswer
  readonly alternatives: readonly AlternativeAnswer[]
}

/** What holds on a platform for the version and the day, and what held or holds for others. */
export interface PlatformAnswer extends Support {
  readonly installs?: boolean
  readonly gpu?: boolean
  readonly backend?: Backend
  /** First version for which it holds, and first for which it no longer does. */
  readonly since?: string
  readonly until?: string
  /** The days of those versions, YYYY-MM-DD. */
  readonly from?: string
  readonly to?: string
  /** Every statement about the platform, newest first, the one that holds among them. */
  readonly history: readonly StatementAnswer[]
}

export type StatementAnswer = Omit<PlatformAnswer, 'history'>

/** What to use on Metal instead. */
export interface AlternativeAnswer {
  readonly use: string
  /** The name of that library, for a look-up. */
  readonly library?: string
  /** For which case it is an answer. */
  readonly when?: string
  readonly keeps?: string
  readonly loses?: string
  readonly effort: 'minutes' | 'hours' | 'days'
  readonly sources: readonly Source[]
}

export type OperatorFate = 'native' | 'composite' | 'falls-back' | 'missing' | 'not-applicable' | 'absent'

/** How an operator fares in a release of PyTorch. */
export interface OperatorRelease {
  readonly torch: string
  readonly status: OperatorFate
}

/** An operator of PyTorch on MPS. */
export interface OperatorAnswer {
  readonly kind: 'operator'
  /** With its namespace, without overload, for example `aten::median`. */
  readonly name: string
  readonly overloads: readonly OverloadAnswer[]
  readonly sources: readonly Source[]
}

export interface OverloadAnswer {
  /** For example `aten::median.dim`. */
  readonly name: string
  /** In the version of PyTorch that was asked for, else in the newest one of the day. */
  readonly status: OperatorFate
  /** First release with a kernel of its own for MPS. */
  readonly nativeSince?: string
  /** Oldest first. */
  readonly releases: readonly OperatorRelease[]
}

export type FunctionFate = 'native' | 'falls-back' | 'missing' | 'unknown'

/** How a function, or its gradient, fares over the releases of PyTorch. */
export interface FunctionCourse {
  /** In the version of PyTorch that was asked for, else in the newest one of the day. */
  readonly status: FunctionFate
  /** Oldest first. */
  readonly releases: readonly { readonly torch: string; readonly status: FunctionFate }[]
  /** The operators that decide, with their namespace. */
  readonly operators: readonly string[]
}

/** A public function, method or module of PyTorch on MPS, by the operators that decide. */
export interface FunctionAnswer extends FunctionCourse {
  readonly kind: 'function'
  /** For example `torch.linalg.eig`. */
  readonly name: string
  /** What training needs besides; absent where nothing decides. */
  readonly backward?: FunctionCourse
  /** Calls that fare otherwise because of their arguments; absent where there are none. */
  readonly cases?: readonly FunctionCase[]
  /** Number types with which PyTorch's own tests expect it to fail on MPS, and the releases in which they do. */
  readonly failingDtypes: readonly { readonly dtype: string; readonly releases: readonly string[] }[]
  readonly pitfalls: readonly PitfallAnswer[]
  /** What MLX documents for it; absent where that is not known. */
  readonly mlx?: { readonly kind: 'same' | 'similar' | 'absent'; readonly name?: string; readonly differs?: string }
  readonly sources: readonly Source[]
}

/** What some calls of a function need besides, by their arguments. */
export interface FunctionCase extends FunctionCourse {
  /** What follows "if": `its input has five dimensions`. */
  readonly what: string
  /** Set where gradients need it and the call itself does not. */
  readonly backward?: true
  readonly sources: readonly Source[]
}

/** An operator of torchvision on MPS, by its releases; gradients may need an operator of their own. */
export interface VisionOperatorAnswer extends VisionKernel {
  readonly kind: 'vision-operator'
  /** What is called in Python: `torchvision.ops.nms`. */
  readonly calls: readonly string[]
  /** The release of torchvision that is answered for: the one that was asked for, else the newest of the day. */
  readonly torchvision?: string
  /** What training needs besides; absent where it needs nothing of its own. */
  readonly backward?: VisionKernel
  readonly sources: readonly Source[]
}

export interface VisionKernel {
  /** With its namespace: `torchvision::nms`. */
  readonly name: string
  readonly status: 'native' | 'missing' | 'unknown'
  /** The first release of torchvision with a kernel for MPS; absent where none has one. */
  readonly nativeSince?: string
}

/** A case in which a function that has kernels raises, goes to the CPU, or gives wrong results. */
export interface PitfallAnswer {
  readonly what: string
  readonly effect: 'raises' | 'falls-back' | 'wrong-results'
  readonly dtypes?: readonly string[]
  readonly when?: string
  /** First and first no longer affected version of PyTorch. */
  readonly since?: string
  readonly until?: string
  readonly macos?: { readonly since?: string; readonly until?: string }
  readonly instead?: string
  readonly sources: readonly Source[]
}

/** A call around CUDA: what it does where there is none, as recorded by calling it, and what to write instead. */
export interface CallAnswer {
  readonly kind: 'call'
  readonly name: string
  /** The version of PyTorch that was called. */
  readonly torch?: string
  readonly behaviour?: 'raises' | 'warns' | 'returns' | 'fails-later' | 'missing' | 'not-called'
  readonly raises?: string
  readonly message?: string
  readonly returns?: string
  readonly mps?: string
  readonly neutral?: string
  /** First version of PyTorch with the device-neutral form. */
  readonly neutralSince?: string
  readonly note?: string
  readonly sources: readonly Source[]
}
