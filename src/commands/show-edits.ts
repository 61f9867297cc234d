import { resolve } from 'node:path'
import type { SettledOptions } from '../config/options.ts'
import { patchOf } from '../edit/patch.ts'
import { planOf } from '../edit/plan.ts'
import { inDirectory } from '../project/files/in-directory.ts'
import { projectFiles } from '../project/files/project-files.ts'
import { printable } from '../render/terminal/printable.ts'
import type { Report } from '../report/report.ts'
import type { ShowFlags } from './show-report.ts'
import { writeOutput } from './write-output.ts'

/** Shows what the edits of all findings come to as one patch, and says on standard error which of them are not in it. */
export function showEdits(
  { findings }: Report,
  directory: string,
  options: SettledOptions,
  { output, prefix = '' }: Pick<ShowFlags, 'output' | 'prefix'>,
): void {
  const edits = findings.flatMap((finding) => finding.edits ?? [])
  const files = edits.length === 0 ? undefined : projectFiles(inDirectory(resolve(directory)), options, () => {})
  const plan = planOf(edits, (path) => files?.exact(path))
  const patch = patchOf(plan.files, prefix)
  // A terminal obeys what stands in a file; a program that reads the patch needs it as it is.
  writeOutput(
    output === undefined && process.stdout.isTTY ? patch.split('\n').map(printable).join('\n') : patch,
    output,
  )
  for (const { group, reason } of plan.setAside)
    process.stderr.write(`not in the patch: ${printable(`${group} ${reason}`)}\n`)
}
