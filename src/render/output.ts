import type { Report } from '../report/report.ts'

/** A way to show a Report. Each lives in a folder of its own; the list of them is made by reading the folders. */
export interface Output {
  /** The folder's name, and the value of `--format`. */
  readonly name: string
  /** What it is, or whom it is for, in a few words: the README says them behind the name. */
  readonly purpose: string
  /** The whole text, with a line end at its end. */
  readonly render: (report: Report, options: RenderOptions) => string
}

export interface RenderOptions extends Place {
  /** The page of the docs on a code, in Markdown; undefined where there is none. */
  readonly pageOf: (code: string) => string | undefined
}

/** The place where something is shown. */
export interface Place {
  /** Its width. */
  readonly columns: number
  /** Whether a line of code or of a table may be longer: off a terminal nobody sees what is cut. No when absent. */
  readonly longLines?: boolean
  readonly colour: boolean
}
