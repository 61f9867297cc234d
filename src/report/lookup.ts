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

export type Answer = LibraryAnswer | OperatorAnswer | FunctionAnswer | CallAnswer

/** A library, tool or technique. */
export interface LibraryAnswer {
  readonly kind: 'library'
  readonly name: string
  readonly pypi: readonly string[]
  readonly imports: readonly string[]
  readonly category: string
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
  readonly keeps?: string
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

/** A public function, method or module of PyTorch on MPS, by the operators that decide. */
export interface FunctionAnswer {
  readonly kind: 'function'
  /** For example `torch.linalg.eig`. */
  readonly name: string
  readonly status: 'native' | 'falls-back' | 'missing' | 'unknown'
  readonly releases: readonly { readonly torch: string; readonly status: FunctionAnswer['status'] }[]
  /** With their namespace. */
  readonly operators: readonly string[]
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
