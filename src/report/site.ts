/**
 * What a place is to its finding, and with that what its span covers, whatever the lines it stands on:
 *
 * - `use`: the own name of what is called, imported or named, `cuda` in `x.cuda()` and in `torch.cuda` alike
 * - `argument`: a whole argument with its keyword
 * - `decision`: the whole conditional expression or the test of an `if` that decides, or a value that stands by itself
 * - `guard`: a test that lets code run or keeps it from running
 * - `declaration`: the whole assignment, parameter, field, option argument, requirement, setting, image, command or kernel
 */
export type Role = 'decision' | 'use' | 'guard' | 'argument' | 'declaration'

/** Lines and columns are 1-based, columns in UTF-16 code units; in a notebook, `line` counts in the .ipynb file. */
export interface Site {
  /** POSIX path relative to the project's root. */
  readonly file: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
  /** 0-based cell of a notebook. */
  readonly cell?: number
  /**
   * The same span as 0-based offsets in UTF-16 code units, the end exclusive: of the text of the file without a byte order
   * mark, in a notebook of the text of the cell. Absent in older reports, and where a span goes over several cells.
   */
  readonly start?: number
  readonly end?: number
  /** Of the sites of a finding. Absent in older reports. */
  readonly role?: Role
  /** Of the sites of a finding: survives edits of other lines. Absent in older reports. */
  readonly fingerprint?: string
  /** Of the sites of a finding: whether the baseline has it. */
  readonly known?: true
  readonly excerpt: string
  /** The part of the excerpt that the columns mean; absent where it is all of it, is cut off, or is not known. */
  readonly focus?: Focus
}

/** 0-based offsets into an excerpt, in UTF-16 code units; the end is exclusive. */
export interface Focus {
  readonly start: number
  readonly end: number
}
