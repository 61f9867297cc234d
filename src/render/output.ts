import type { Report } from '../report/report.ts'

/** A way to show a Report. Each lives in a folder of its own; the list of them is made by reading the folders. */
export interface Output {
  /** The folder's name, and the value of `--format`. */
  readonly name: string
  /** The whole text, with a line end at its end. */
  readonly render: (report: Report, options: RenderOptions) => string
}

export interface RenderOptions {
  /** Width of the place where it is shown, in columns. */
  readonly columns: number
  readonly colour: boolean
}
