/**
 * The answer to an error message or a traceback: what it may be, and with a project where it comes from. A public interface
 * like the Report: fields may be added, the ones here keep their names and meanings.
 */
import type { Answer } from './lookup.ts'
import type { Certainty, Source } from './report.ts'

export interface Recognition {
  readonly schemaVersion: 1
  /** `knowledge` is the date (YYYY-MM-DD) of the newest fact that was at hand. */
  readonly tool: { readonly name: 'acclimate'; readonly version: string; readonly knowledge: string }
  /** The day for which it is answered, YYYY-MM-DD. */
  readonly asOf: string
  /** What the text may be, likeliest first, and what else is close; empty when nothing is known of it. */
  readonly answers: readonly MessageAnswer[]
  /** Where the program was, as the traceback says it, outermost first. */
  readonly frames: readonly Frame[]
}

/** A line of a traceback. */
export interface Frame {
  /** As it is written there, mostly absolute and of another machine. */
  readonly file: string
  readonly line: number
  /** The function that it is in. */
  readonly in?: string
  /** What stands on the line. */
  readonly code?: string
}

/** A known message. */
export interface MessageAnswer {
  /** Names it among the known ones, for example `torch-without-cuda`. */
  readonly id: string
  /** Who says it: a library by its name on the package index, or a tool. */
  readonly by: string
  /** How it is worded; `{words}` in braces stand for what differs from case to case. */
  readonly wordings: readonly string[]
  /** The line of the text that it was recognised by, cut where it is long. */
  readonly line: string
  /** Whether the text has all of the wording; if not, how much of it, by weight, from 0 to 1. */
  readonly fit: 'whole' | 'close'
  readonly share: number
  readonly means: string
  readonly fix: string
  /** Codes of the findings that foresee it. */
  readonly codes: readonly string[]
  /** First version of the library that says it, and first that no longer does; absent where it is not known to begin or end. */
  readonly since?: string
  readonly until?: string
  /** The days of those versions, YYYY-MM-DD, where they are known. */
  readonly from?: string
  readonly to?: string
  /** What it names, with what is known of that. */
  readonly names: readonly NamedAnswer[]
  /** Where it comes from in the project, likeliest first; empty without a project. */
  readonly places: readonly MessagePlace[]
  readonly sources: readonly Source[]
}

/** An operator, module or package that a message names. */
export interface NamedAnswer {
  readonly name: string
  /** As a look-up answers; never empty. */
  readonly answers: readonly Answer[]
}

/** A line of the project that a message comes from. */
export interface MessagePlace {
  /** By what it is known: a line of the traceback, a finding of an audit, or a requirement that the message names. */
  readonly by: 'frame' | 'finding' | 'requirement'
  /** POSIX path relative to the project's root. */
  readonly file: string
  /** 1-based. */
  readonly line: number
  readonly excerpt?: string
  /** Of the finding. */
  readonly code?: string
  readonly certainty?: Certainty
  readonly fix?: string
}
