import type { Edit } from './edit.ts'
import type { SetAside, Undecided, Unneeded } from './left-out.ts'
import type { ModelUsed } from './models.ts'
import type { Resolution } from './resolution.ts'
import type { Site } from './site.ts'
import type { Source } from './source.ts'
import type { Subject } from './subject.ts'

export type { SetAside, Undecided, Unneeded } from './left-out.ts'
export type { ModelNeed, ModelUsed } from './models.ts'
export type { Resolution, ResolutionDifference } from './resolution.ts'
export type { Focus, Role, Site } from './site.ts'
export type { Source } from './source.ts'

/**
 * The Report: the one document that passes from the analysis to whatever shows it.
 * A public interface: fields may be added, the ones here keep their names and meanings.
 */
export interface Report {
  readonly schemaVersion: 1
  /** `knowledge` is the date (YYYY-MM-DD) of the newest fact that was at hand. */
  readonly tool: { readonly name: 'acclimate'; readonly version: string; readonly knowledge: string }
  readonly project: {
    readonly name: string
    /** The commit that is checked out. */
    readonly revision?: string
    /** The page of the repository that it was cloned from, `https://github.com/owner/name`. Absent where git names none, and in older reports. */
    readonly repository?: string
  }
  readonly target: Target
  readonly coverage: Coverage
  readonly workloads: readonly Workload[]
  readonly dependencies: readonly Dependency[]
  /** Present where it was asked what would be installed. */
  readonly resolution?: Resolution
  readonly findings: readonly Finding[]
  /** Models that the project loads by name, the largest first. Absent where it names none, and in older reports. */
  readonly models?: readonly ModelUsed[]
  /** What could not be followed of how the main path uses the GPU. Absent in older reports. */
  readonly undecided?: Undecided
  /** What is not among the findings because somebody said so; one entry a way, none for what took nothing. Absent in older reports. */
  readonly setAside?: readonly SetAside[]
  /** Settings and remarks that set nothing aside; absent where there are none, and in older reports. */
  readonly unneeded?: readonly Unneeded[]
  /** Present where the findings were held against those of an earlier run. */
  readonly baseline?: Baseline
  /** For several projects in one repository the status of the worst, the reasons for it, and the edits of all. */
  readonly platforms: Platforms
  /** The projects of a repository that holds several, worst first. Absent where it is one project, and in older reports. */
  readonly projects?: readonly Project[]
  /** The ways into the project: scripts, commands that it installs, notebooks. Absent in older reports. */
  readonly entryPoints?: readonly EntryPoint[]
  readonly recommendation: Recommendation
}

/** The Mac that the project is judged for. */
export interface Target {
  readonly platform: 'metal'
  readonly os: 'macos'
  /** For example `26.1`. */
  readonly osVersion: string
  readonly arch: 'arm64'
  /** Python's major.minor version, for example `3.12`. */
  readonly python: string
  readonly packages: Readonly<Record<string, ResolvedPackage>>
}

export interface ResolvedPackage {
  readonly version: string
  readonly from: 'lock' | 'manifest' | 'assumed'
}

export interface Coverage {
  readonly filesRead: number
  readonly bytesRead: number
  readonly unread: readonly Unread[]
  /** What the report relies on and nobody has looked up for longer than its kind of source lasts. */
  readonly stale: readonly StaleFact[]
  /** Present where package indexes were to be asked. */
  readonly online?: OnlineCoverage
}

/** A fact whose freshest source is past its shelf life on the day of the audit. */
export interface StaleFact extends Source {
  /** What it is about: a package and a platform, or the code of a finding. */
  readonly fact: string
}

/** What package indexes were asked about the dependencies that nothing was known of. */
export interface OnlineCoverage {
  /** The installer that said which indexes it uses, for example `pip 26.1`; absent where there is none. */
  readonly toldBy?: string
  /** Addresses of these indexes, without credentials. */
  readonly indexes: readonly string[]
  /** Names of the packages that they described. */
  readonly answered: readonly string[]
  /** Names of the others, and why. */
  readonly unanswered: readonly { readonly name: string; readonly reason: string }[]
}

/** Something that was found and could not be read, or not wholly, and why. */
export interface Unread {
  readonly file: string
  readonly line?: number
  readonly reason: string
}

export interface Workload {
  readonly kind: WorkloadKind
  /** How, where that is known; a kind has one entry for each technique. */
  readonly technique?: Technique
  readonly certainty: Certainty
  readonly sites: readonly Site[]
}

export type WorkloadKind =
  | 'training'
  | 'fine-tuning'
  | 'inference'
  | 'serving'
  | 'image-generation'
  | 'distributed'
  | 'kernels'
  | 'data'

/** `full` trains all weights of a pretrained model; `llm` is inference or serving of a language model. */
export type Technique = 'from-scratch' | 'full' | 'lora' | 'qlora' | 'llm'

/** One of several projects in a repository. What it imports from others of them counts for it as well. */
export interface Project {
  /** The folder, relative to the root of the repository, which is `.` itself. */
  readonly root: string
  /** The name of the distribution package that it is, normalised as PEP 503 says. */
  readonly name?: string
  readonly platforms: Platforms
  readonly undecided: Undecided
  readonly recommendation: Recommendation
  /** Fingerprints of the findings that are about it. */
  readonly findings: readonly string[]
}

/** A way into the project: what it reaches may run on a Mac where the rest does not. */
export interface EntryPoint {
  readonly file: string
  /** 1-based: where the script says what to do when it is run, or where the command is declared. */
  readonly line: number
  /** The name of an installed command. */
  readonly title?: string
  readonly workloads: readonly WorkloadKind[]
  /** `findings` are fingerprints of what speaks against it on a Mac. */
  readonly metal: { readonly status: Status; readonly findings: readonly string[] }
  /** The same on CUDA. Absent in older reports. */
  readonly cuda?: { readonly status: Status; readonly findings: readonly string[] }
}

export interface Dependency {
  /** Normalised as PEP 503 says. */
  readonly name: string
  readonly requirement: string
  readonly version?: string
  readonly scope: Scope
  readonly sites: readonly Site[]
  readonly metal: Support
  readonly cuda: Support
}

export type Scope = 'runtime' | 'optional' | 'development' | 'build'

export interface Finding {
  /** Stable, for example `device/ignores-metal-gpu`; a page of the docs bears the same name. */
  readonly code: string
  /** The platform on which this hurts. */
  readonly platform: 'metal' | 'cuda'
  readonly backend?: Backend
  readonly effect: Effect
  readonly certainty: Certainty
  /** The code path that the sites are on. */
  readonly reach: Reach
  readonly message: string
  /** What it is about, for programs. Absent in older reports. */
  readonly subject?: Subject
  /** The library that it is about, as knowledge names it. */
  readonly library?: string
  /** The lines that would have to change. */
  readonly sites: readonly Site[]
  /** Other lines that lead there: a default, an import, a definition. */
  readonly causes: readonly Site[]
  /** At least one. */
  readonly sources: readonly Source[]
  readonly fix?: Fix
  /** How a program would make the fix; there exactly where the fix is `automatic`. */
  readonly edits?: readonly Edit[]
  /** Survives edits elsewhere, and that its rule finds one place more or less in the file. */
  readonly fingerprint: string
  /** Whether the baseline has all of its sites; absent where it does not, or where there is none. */
  readonly known?: true
}

/** Numbers of findings that are in the baseline with all their sites, and of those in it that have no site left. */
export interface Baseline {
  readonly known: number
  readonly gone: number
  /** The same of single sites. Absent in older reports. */
  readonly sites?: { readonly known: number; readonly new: number; readonly gone: number }
}

export type Backend = 'mps' | 'mlx' | 'jax' | 'tensorflow' | 'other'
export type Effect = 'blocks' | 'ignores-gpu' | 'falls-back' | 'degrades' | 'wrong-results' | 'info'
export type Certainty = 'certain' | 'likely' | 'possible'
export type Reach = 'main' | 'optional' | 'test' | 'vendored' | 'unknown'

export interface Fix {
  /** `automatic` where the finding has edits, which a program can make. */
  readonly kind: 'automatic' | 'manual'
  readonly effort: 'minutes' | 'hours' | 'days'
  readonly summary: string
}

/** `unsupported` is stated by a source; `unknown` means that nobody here has said anything. */
export interface Support {
  readonly status: 'supported' | 'partial' | 'unsupported' | 'unknown'
  readonly note?: string
  readonly sources: readonly Source[]
}

export type Status = 'runs' | 'runs-degraded' | 'needs-edits' | 'blocked' | 'unknown'

export interface Reason {
  readonly text: string
  /** Fingerprints. */
  readonly findings: readonly string[]
  readonly sources: readonly Source[]
}

export interface Platforms {
  readonly cuda: { readonly status: Status; readonly reasons: readonly Reason[] }
  readonly metal: {
    readonly status: Status
    readonly reasons: readonly Reason[]
    readonly backends: Readonly<Record<Backend, Status>>
    /** Numbers of the findings behind the status with a fix that a program or a person makes. */
    readonly edits: { readonly automatic: number; readonly manual: number }
    readonly effort: 'none' | 'minutes' | 'hours' | 'days' | 'unknown'
    /** Whether code of the main path chooses Metal's device by itself. */
    readonly chosen?: boolean
    /** The back end whose framework most modules of the main path import; absent where they import none. */
    readonly home?: Backend
  }
}

export type Choice = 'cuda' | 'metal' | 'both' | 'undecided'

export interface Recommendation {
  readonly choice: Choice
  readonly certainty: Certainty
  readonly reasons: readonly Reason[]
  /** What spoke, heaviest first. */
  readonly considerations?: readonly SpokenConsideration[]
  /** What would have to be otherwise for another choice. */
  readonly wouldChange?: readonly WouldChange[]
}

/** A consideration of `knowledge/considerations.yaml` that spoke about this project or person. */
export interface SpokenConsideration {
  readonly id: string
  readonly text: string
  readonly leans: Exclude<Choice, 'undecided'>
  /** As in the table; what it counts is weight times strength. */
  readonly weight: number
  /** From 0, not at all, to 1, fully. */
  readonly strength: number
  /** Fingerprints. */
  readonly findings: readonly string[]
  readonly sources: readonly Source[]
}

export interface WouldChange {
  readonly text: string
  readonly choice: Choice
}
