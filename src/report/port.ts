import type { Edit } from './edit.ts'
import type { Effect, Fix, Report, Status } from './report.ts'
import type { Site } from './site.ts'

/**
 * What the edits of a project come to, and what was shown of them. A public interface: fields may be added, the ones here
 * keep their names and meanings.
 */
export interface Port {
  readonly schemaVersion: 1
  readonly tool: Report['tool']
  readonly project: Report['project']
  readonly platforms: { readonly metal: PortedStatus; readonly cuda: PortedStatus }
  /** Numbers of findings that ask for something, which is all but those that are only good to know. */
  readonly findings: {
    readonly before: number
    /** Of those before: of which no place is left. */
    readonly answered: number
    readonly after: number
  }
  /** How often edits were made and the project was audited again. */
  readonly rounds: number
  /** In the order in which they are made: by round, then by code and place. */
  readonly changes: readonly PortChange[]
  readonly setAside: readonly PortSetAside[]
  /** Present where a requirement keeps edits from being made: it is to be changed first, and the project ported again. */
  readonly first?: PortFirst
  /** What is left to be done by hand, what hurts most first. */
  readonly left: readonly PortLeft[]
  readonly proof: PortProof
  /** The files that change, sorted, each with its part of the patch. */
  readonly files: readonly PortedFile[]
  /** Present where the changes were written. */
  readonly written?: PortWritten
  readonly rehearsal?: PortRehearsal
}

export interface PortedStatus {
  readonly before: Status
  readonly after: Status
}

/** Edits that are made together, for one reason. */
export interface PortChange {
  /** The code of the finding that they answer. */
  readonly code: string
  readonly file: string
  /** 1-based line of the first edit, as the file was when the round began. */
  readonly line: number
  /** 1-based. */
  readonly round: number
  /** As its rule has it, but `suggested` where it could not be shown that CUDA and the CPU fare as before. */
  readonly safety: Edit['safety']
  readonly why: string
  /** What could not be shown; present where the rule called it safe. */
  readonly lowered?: string
  /** By offsets into the texts as they were when the round began. */
  readonly edits: readonly Edit[]
}

/** Edits that are not made, and why. */
export interface PortSetAside {
  readonly code: string
  readonly file: string
  readonly line: number
  readonly reason: string
}

/** What has to be newer before more edits can be made. */
export interface PortFirst {
  /** As PyPI has it. */
  readonly package: 'torch'
  /** The first release that will do. */
  readonly atLeast: string
  /** The one that the project gets; absent where that is not known. */
  readonly version?: string
  /** Where it is held to; empty where a lock alone does so. */
  readonly sites: readonly PortSite[]
}

export type PortSite = Pick<Site, 'file' | 'line' | 'cell' | 'excerpt'>

/** A finding that stays, at its places after the port. */
export interface PortLeft {
  readonly code: string
  readonly effect: Effect
  readonly message: string
  readonly sites: readonly PortSite[]
  readonly fix?: Fix
}

/** What was asked of the changed project, and how it answered. What failed is not in the changes. */
export interface PortProof {
  readonly machines: readonly MachineProof[]
  /** Whether what is required on Linux is what was required. */
  readonly requirements: 'same' | 'not-shown'
  readonly parsed: {
    readonly files: number
    /** Who read them, for example `Acclimate` and `Python 3.12`. */
    readonly by: readonly string[]
  }
}

/** What was seen of the program on a machine before and after. */
export interface MachineProof {
  readonly machine: 'linux-cuda' | 'linux-cpu'
  /** Calls, assignments, defaults and imports that were seen before. */
  readonly seen: number
  /** Of them: with the same device, number type and order after. */
  readonly same: number
}

export interface PortedFile {
  readonly path: string
  /** A unified diff that `git apply` takes in the project's root. */
  readonly diff: string
  /** The same as replacements of lines of the file as it is, in order. */
  readonly suggestions: readonly PortSuggestion[]
}

/** Lines in place of others, as a review of a pull request suggests them. */
export interface PortSuggestion {
  /** 1-based, the last one included. */
  readonly line: number
  readonly endLine: number
  /** Lines without their ends. */
  readonly text: readonly string[]
  /** The reasons of the changes that meet there. */
  readonly why: readonly string[]
}

export interface PortWritten {
  readonly files: readonly string[]
}

/** The program run before and after, on a stand-in for a Mac. */
export interface PortRehearsal {
  readonly command: readonly string[]
  readonly before: RehearsedRun
  readonly after: RehearsedRun
  /** One sentence each. */
  readonly differences: readonly string[]
}

export interface RehearsedRun {
  readonly exit: string
  readonly onDevice: number
  readonly fellBack: number
  readonly events: readonly string[]
}
