import { UsageError } from '../config/usage-error.ts'
import { isOutputName, outputNames, render } from '../library/render.ts'
import { withPrefix } from '../report/prefix.ts'
import type { Report } from '../report/report.ts'
import { placeOfOutput } from './place-of-output.ts'
import { writeOutput } from './write-output.ts'

/** How and where to show a report, already checked. */
export interface ShowFlags {
  readonly format: string
  readonly output?: string
  /** The project's folder in its repository, with a slash at its end. */
  readonly prefix?: string
}

/** Shows a report on standard output or in a file. */
export async function showReport(report: Report, { format, output: file, prefix }: ShowFlags): Promise<void> {
  if (!isOutputName(format)) {
    throw new UsageError(`there is no format "${format}"; there are ${outputNames.join(', ')}`)
  }
  const placed = prefix === undefined ? report : withPrefix(report, prefix)
  writeOutput(await render(placed, format, placeOfOutput(file)), file)
}
