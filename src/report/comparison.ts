/** What is different between two Reports. A public interface like the Report: fields may be added, those here stay. */
import type { EntryPoint, Finding, Recommendation, Report, Site, Status } from './report.ts'

export interface Comparison {
  readonly schemaVersion: 1
  readonly before: Compared
  readonly after: Compared
  /** `mixed` is better in one thing and worse in another. */
  readonly change: 'same' | 'better' | 'worse' | 'mixed'
  readonly platforms: { readonly metal: StatusChange; readonly cuda: StatusChange }
  readonly recommendation: {
    readonly before: Recommendation['choice']
    readonly after: Recommendation['choice']
  }
  /** The ways into the project that are in both and fare otherwise on a Mac, in the order of `after`. */
  readonly entryPoints: readonly EntryPointChange[]
  readonly findings: {
    readonly new: readonly Finding[]
    readonly gone: readonly Finding[]
    /** The same finding, said otherwise, or with places more or less, or of lines that read otherwise. */
    readonly changed: readonly FindingChange[]
    /** Number of findings that are as they were. */
    readonly same: number
  }
}

/** One of the two Reports. */
export type Compared = Pick<Report, 'tool' | 'project'>

export interface StatusChange {
  readonly before: Status
  readonly after: Status
  /** `different` is from or to what cannot be said. */
  readonly change: 'same' | 'better' | 'worse' | 'different'
}

/** A script, notebook or installed command that fares otherwise. */
export type EntryPointChange = Pick<EntryPoint, 'file' | 'title'> & StatusChange

export interface FindingChange {
  readonly before: Finding
  readonly after: Finding
  /** What is not as it was. */
  readonly fields: readonly (keyof Finding)[]
  /** Where `sites` is among them: the places of only one of the two. */
  readonly sites?: SitesChange
}

export interface SitesChange {
  readonly new: readonly Site[]
  readonly gone: readonly Site[]
}
