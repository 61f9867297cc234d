import type { Report } from '../report/report.ts'
import type { Behaviour } from './same-behaviour/behaviour.ts'

/** What a port is lent: a project that can be looked at as it would be with other texts in place of some files. */
export interface PortHost {
  /** @param texts of changed files by path, with their byte order marks */
  readonly look: (texts: ReadonlyMap<string, string>) => Promise<Seen>
  /** The text of a file with its byte order mark; undefined where it cannot be written again to the byte. */
  readonly exactText: (path: string) => string | undefined
  /** Asks a Python which of the texts it cannot parse; undefined where there is none to be asked. */
  readonly parse?: (texts: readonly string[]) => Promise<ParsedByPython | undefined>
}

/** A project as it is in one round. */
export interface Seen {
  readonly report: Report
  /**
   * What it does on machines that a port for Macs must leave as they were, one after the other: on each this takes as long as an
   * audit's evaluation, and as much room.
   * @param whole paths of files of which every line counts
   */
  readonly behave: (whole: ReadonlySet<string>) => Iterable<Behaviour>
  /** What is required on Linux, one a line, sorted. */
  readonly required: readonly string[]
}

export interface ParsedByPython {
  /** For example `3.12`. */
  readonly version: string
  /** For each text what is wrong with it; undefined where nothing is. */
  readonly errors: readonly (string | undefined)[]
}
