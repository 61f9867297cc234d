import type { Report } from '../../../src/report/report.ts'

/** A file that the visitor has given, with its path below the project's root. */
export interface GivenFile {
  readonly path: string
  readonly file: Blob
}

/** What is to be audited. */
export interface Given {
  /** What the report calls the project, unless it has one folder at its top that says better. */
  readonly name: string
  readonly content: { readonly files: readonly GivenFile[] } | { readonly archive: Blob }
}

/** What the page asks of the worker; one worker answers once. */
export interface Request extends Given {
  /** Judge by what was known on this day, YYYY-MM-DD. */
  readonly asOf?: string
}

/** What the worker says, the last of it a report or a problem. */
export type Reply =
  | { readonly kind: 'progress'; readonly what: string }
  | { readonly kind: 'report'; readonly report: Report }
  /** Something that the visitor can mend, such as an archive that is none. */
  | { readonly kind: 'problem'; readonly message: string }
  /** A mistake of ours, with what helps to find it. */
  | { readonly kind: 'bug'; readonly message: string }
