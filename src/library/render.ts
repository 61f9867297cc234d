import { outputs } from '../generated/outputs.ts'
import type { Place } from '../render/output.ts'
import type { Report } from '../report/report.ts'

/** The name of a way to show a report, such as `markdown` or `sarif`; the value of `--format`. */
export type OutputName = keyof typeof outputs

/** Where a report is shown. Only `terminal` asks for it. */
export type RenderOptions = Partial<Place>

/** What a pipe or a file is taken for. */
const PLAIN: Place = { columns: 80, colour: false, longLines: true }

/** The ways to show a report, sorted. */
export const outputNames: readonly OutputName[] = Object.keys(outputs).filter(isOutputName)

/** Whether there is a way of this name to show a report. */
export function isOutputName(name: string): name is OutputName {
  return Object.hasOwn(outputs, name)
}

/**
 * A report as text, just as `acclimate audit --format <name>` writes it.
 *
 * @param name - which way to show it; only the code of that one is loaded
 * @returns the whole text, with a line end at its end
 */
export async function render(report: Report, name: OutputName, options: RenderOptions = {}): Promise<string> {
  const [output, { explain }] = await Promise.all([outputs[name](), import('../shipped/pages.ts')])
  return output.render(report, { ...PLAIN, ...options, pageOf: explain })
}
