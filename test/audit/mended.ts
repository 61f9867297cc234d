import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { applyEdits } from '../../src/edit/apply.ts'
import { patchOf } from '../../src/edit/patch.ts'
import { type ChangedFile, planOf } from '../../src/edit/plan.ts'
import { lineStarts } from '../../src/project/text-file.ts'
import type { Finding } from '../../src/report/report.ts'

/** A copy of a project in which the edits of findings are made. */
export interface Mended {
  readonly directory: string
  readonly patch: string
  readonly files: readonly MendedFile[]
}

/** A file that was changed: as it is now, and as it would be if the edits were made by their lines and columns. */
export interface MendedFile {
  readonly path: string
  readonly text: string
  readonly byLines: string
}

/** Makes the edits of findings in a copy of their project; for the caller to remove. */
export function mended(directory: string, findings: readonly Finding[]): Mended {
  const copy = mkdtempSync(join(tmpdir(), 'acclimate-mended-'))
  cpSync(directory, copy, { recursive: true })
  const edits = findings.flatMap((finding) => finding.edits ?? [])
  const { files, setAside } = planOf(edits, (path) => readFileSync(join(directory, path), 'utf8'))
  if (setAside.length > 0) throw new Error(`set aside: ${JSON.stringify(setAside)}`)
  const changed = files.map((file) => ({
    path: file.path,
    text: applyEdits(file.before, file.edits),
    byLines: changedByLines(file),
  }))
  for (const { path, text } of changed) writeFileSync(join(copy, path), text)
  return { directory: copy, patch: patchOf(files, ''), files: changed }
}

function changedByLines({ path, before, planned }: ChangedFile): string {
  const mark = before.startsWith('\uFEFF') ? 1 : 0
  const starts = lineStarts({ path, text: before.slice(mark) })
  const offset = (line: number, column: number) => mark + (starts[line - 1] ?? Number.NaN) + column - 1
  const edits = planned.map(({ line, column, endLine, endColumn, cell, text }) => ({
    start: offset(line, column),
    end: offset(endLine, endColumn),
    text: cell === undefined ? text : JSON.stringify(text).slice(1, -1),
  }))
  return applyEdits(before, edits)
}
