import type { ObservationIndex } from './observations/observation-index.ts'
import type { Trace } from '../trace/trace.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import type { ProjectFacts, Setting } from '../project/facts.ts'
import type { Words } from '../project/python/relevance.ts'
import type { Edit } from '../report/edit.ts'
import type { Backend, Certainty, Effect, Fix, Reach, Site, Source, Target } from '../report/report.ts'
import type { Subject } from '../report/subject.ts'
import type { SiteInRole } from './observations/sites.ts'

/** One thing that the audit looks for. Each lives in a folder of its own, with its prose beside it and its page in docs/rules. */
export interface Rule {
  /** Stable, for example `device/ignores-metal-gpu`; the folder is called the same with `-` for `/`. */
  readonly code: string
  /** A few words, for lists and headings. */
  readonly title: string
  /** The words without which code is not read for it; none for rules that look at no code. */
  readonly words?: StatedWords
  /** Where it hurts, and so the machine whose trace is judged: a Mac unless said, or Linux with CUDA. */
  readonly platform?: 'cuda'
  readonly find: (context: AuditContext) => readonly Draft[]
}

/**
 * Words that are needed, or how they follow from what is known, and from the settings that the project has: which operators
 * are missing depends on the version.
 */
export type StatedWords = Words | ((known: Known, settings: readonly Setting[]) => Words)

/** What is known before code is read. */
export interface Known {
  readonly knowledge: Knowledge
  readonly target: Target
  /** The day as of which is judged, YYYY-MM-DD. */
  readonly asOf: string
}

/** Everything that a rule may look at. */
export interface AuditContext extends Known {
  readonly facts: ProjectFacts
  readonly trace: Trace
  /** The observations of the trace by kind and name, for `seen`. */
  readonly index: ObservationIndex
  readonly traits: Traits
}

/** What holds for the project as a whole. */
export interface Traits {
  /** Whether code of the main path knows Metal: tests for it, or names its device. */
  readonly knowsMetal: boolean
  /** Whether code of the main path comes to Metal's device by itself: makes it, names it as what it chose, or imports MLX. */
  readonly choosesMetal: boolean
  /** Frameworks that the code imports, by top-level module. */
  readonly imports: ReadonlySet<string>
}

/** What a rule found, before drafts that belong together are merged into findings. */
export interface Draft {
  readonly effect: Effect
  readonly certainty: Certainty
  readonly message: string
  /** What it is about. Where drafts become one finding it says what is true of all of them. */
  readonly subject: Subject
  readonly sites: readonly SiteInRole[]
  readonly causes?: readonly Site[]
  readonly sources: readonly Source[]
  readonly fix?: DraftFix
  readonly backend?: Backend
  /** Where the rule knows better than path and guards tell. */
  readonly reach?: Reach
  /** The library that it is about, as knowledge names it. */
  readonly library?: string
  /** Drafts of one file with the same group are one finding; the message of the first stands. */
  readonly group?: string
}

/** What to do about it. That a program can do it is said by giving its edits, and in no other way. */
export type DraftFix = ManualFix | AutomaticFix

export interface ManualFix extends Fix {
  readonly kind: 'manual'
}

export interface AutomaticFix extends Fix {
  readonly kind: 'automatic'
  readonly edits: readonly [PlannedEdit, ...PlannedEdit[]]
}

/** An edit as a rule plans it; those of one draft become a group. */
export type PlannedEdit = Omit<Edit, 'group'>
