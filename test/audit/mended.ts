import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { applyEdits } from '../../src/edit/apply.ts'
import { patchOf } from '../../src/edit/patch.ts'
import { planOf } from '../../src/edit/plan.ts'
import type { Finding } from '../../src/report/report.ts'

/** A copy of a project in which the edits of findings are made. */
export interface Mended {
  readonly directory: string
  readonly patch: string
  /** The files that were changed, as they are now. */
  readonly files: readonly { readonly path: string; readonly text: string }[]
}

/** Makes the edits of findings in a copy of their project; for the caller to remove. */
export function mended(directory: string, findings: readonly Finding[]): Mended {
  const copy = mkdtempSync(join(tmpdir(), 'acclimate-mended-'))
  cpSync(directory, copy, { recursive: true })
  const edits = findings.flatMap((finding) => finding.edits ?? [])
  const { files, setAside } = planOf(edits, (path) => readFileSync(join(directory, path), 'utf8'))
  if (setAside.length > 0) throw new Error(`set aside: ${JSON.stringify(setAside)}`)
  const changed = files.map(({ path, before, edits: own }) => ({ path, text: applyEdits(before, own) }))
  for (const { path, text } of changed) writeFileSync(join(copy, path), text)
  return { directory: copy, patch: patchOf(files, ''), files: changed }
}
