import { resolve } from 'node:path'
import { type SettledOptions, withDefaults } from '../config/options.ts'
import { patchOf } from '../edit/patch.ts'
import { type Plan, planOf } from '../edit/plan.ts'
import { inDirectory } from '../project/files/in-directory.ts'
import { projectFiles } from '../project/files/project-files.ts'
import type { Report } from '../report/report.ts'

/** The edits of a report as one patch. */
export interface Patch {
  /** A unified diff that `git apply` takes in the project's root; empty where there are no edits. */
  readonly text: string
  /** Edits that are not in it, with the reason. */
  readonly setAside: Plan['setAside']
}

/**
 * What the edits of all findings come to. Nothing is written.
 *
 * @param directory - the project that the report is about, as it was audited
 * @param prefix - put before every path
 */
export function patchFor(
  { findings }: Report,
  directory: string,
  options: SettledOptions = withDefaults({}),
  prefix = '',
): Patch {
  const edits = findings.flatMap((finding) => finding.edits ?? [])
  const files = edits.length === 0 ? undefined : projectFiles(inDirectory(resolve(directory)), options, () => {})
  const { files: edited, setAside } = planOf(edits, (path) => files?.exact(path))
  return { text: patchOf(edited, prefix), setAside }
}
