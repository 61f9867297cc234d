import { inOrder } from '../edit/apply.ts'
import type { ChangedFile } from '../edit/plan.ts'
import { positionAt } from '../project/text-file.ts'

/** A range of 1-based lines, the last one included. */
export interface Lines {
  readonly file: string
  readonly first: number
  readonly last: number
}

/** Lines that were edited, before and after. */
interface Changed {
  readonly before: readonly [first: number, last: number]
  readonly after: readonly [first: number, last: number]
}

/** From lines of changed files to where they were before. */
export interface ChangedLines {
  /** The line before the changes; several where an edit put something in place of them. */
  readonly before: (file: string, line: number) => Lines
  /** Whether an edit put something into a line as it is after the changes. */
  readonly isEdited: (file: string, line: number) => boolean
}

export function changedLines(files: readonly ChangedFile[]): ChangedLines {
  const byFile = new Map(files.map((file) => [file.path, changesOf(file)]))
  const editedAt = (file: string, line: number): readonly Changed[] =>
    (byFile.get(file) ?? []).filter(({ after }) => after[0] <= line && line <= after[1])
  return {
    before(file, line) {
      const touched = editedAt(file, line)
      const [first] = touched
      const last = touched.at(-1)
      if (first && last) return { file, first: first.before[0], last: last.before[1] }
      const passed = (byFile.get(file) ?? []).findLast(({ after }) => after[1] < line)
      const same = line - (passed ? passed.after[1] - passed.before[1] : 0)
      return { file, first: same, last: same }
    },
    isEdited: (file, line) => editedAt(file, line).length > 0,
  }
}

function changesOf({ path, before, edits }: ChangedFile): readonly Changed[] {
  const text = { path, text: before }
  let drift = 0
  return inOrder(edits).map((edit) => {
    const first = positionAt(text, edit.start).line
    const last = positionAt(text, edit.end).line
    const from = first + drift
    drift += lineEnds(edit.text) - (last - first)
    return { before: [first, last], after: [from, last + drift] }
  })
}

function lineEnds(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0
}
