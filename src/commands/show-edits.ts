import type { SettledOptions } from '../config/options.ts'
import { patchFor } from '../library/patch.ts'
import { printable } from '../render/terminal/printable.ts'
import type { Report } from '../report/report.ts'
import type { ShowFlags } from './show-report.ts'
import { writeOutput } from './write-output.ts'

/** Shows what the edits of all findings come to as one patch, and says on standard error which of them are not in it. */
export function showEdits(
  report: Report,
  directory: string,
  options: SettledOptions,
  { output, prefix }: Pick<ShowFlags, 'output' | 'prefix'>,
): void {
  const { text, setAside } = patchFor(report, directory, options, prefix)
  // A terminal obeys what stands in a file; a program that reads the patch needs it as it is.
  writeOutput(output === undefined && process.stdout.isTTY ? text.split('\n').map(printable).join('\n') : text, output)
  for (const { group, reason } of setAside)
    process.stderr.write(`not in the patch: ${printable(`${group} ${reason}`)}\n`)
}
