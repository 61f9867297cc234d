import type { Output } from '../../src/render/output.ts'
import type { Report } from '../../src/report/report.ts'

/** Pages as the docs have them, for any code. */
const page = (code: string) => `# What \`${code}\` is\n\nMore of it.\n`

/** What an output shows in a file. */
export function shown(output: Output, report: Report): string {
  return output.render(report, { columns: 80, colour: false, pageOf: page })
}
