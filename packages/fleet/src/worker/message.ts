import type { GitAddress, LookOptions } from 'acclimate/fleet'
import type { Report } from 'acclimate'
import type { Limits } from '../limits.ts'

/** What a worker is asked to do. */
export type Task =
  | {
      readonly kind: 'audit'
      readonly address: GitAddress
      readonly options: LookOptions
      readonly limits: Pick<Limits, 'files' | 'bytes'>
    }
  | { readonly kind: 'judge'; readonly seen: Uint8Array; readonly options: LookOptions }

/** What it answers, once for each task. */
export type Answer =
  | {
      readonly kind: 'audited'
      readonly commit: string
      readonly report: Report
      /** Absent where it was judged from what was seen before. */
      readonly seen?: Uint8Array
      readonly processorSeconds: number
      readonly files: number
      readonly bytes: number
    }
  | { readonly kind: 'stale'; readonly because: string }
  | { readonly kind: 'not-fetched'; readonly why: string }
  | { readonly kind: 'failed'; readonly why: string }
