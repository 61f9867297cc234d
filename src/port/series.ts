import { type TextEdit, applyEdits } from '../edit/apply.ts'
import { afterEdits } from '../edit/compose.ts'
import { groupedBy } from '../edit/grouped.ts'
import { type ChangedFile, planOf } from '../edit/plan.ts'
import { unifiedDiff } from '../edit/unified-diff.ts'
import type { PortChange } from '../report/port.ts'
import type { Ported } from './port-project.ts'

/** One of several patches, each of which applies where those before it have been applied. */
export interface PatchOfSeries {
  /** `0001-device-cuda-literal.patch`. */
  readonly name: string
  readonly text: string
}

/** The changes of a port as a series of patches, one for each kind of finding that is answered. */
export function seriesOf({ rounds }: Ported, prefix = ''): readonly PatchOfSeries[] {
  const steps = rounds.flatMap((round) => {
    const made = new Map<string, readonly TextEdit[]>()
    return [...groupedBy(round.changes, ({ code }) => code)].map(([code, changes]) => ({
      code,
      changes,
      diffs: round.files.map((file) => stepOf(file, changes, made)).filter((diff) => diff !== undefined),
    }))
  })
  return steps
    .filter(({ diffs }) => diffs.length > 0)
    .map(({ code, changes, diffs }, index) => ({
      name: `${String(index + 1).padStart(4, '0')}-${code.replaceAll(/[^\w-]+/g, '-')}.patch`,
      text: [
        ...headOf(code, changes),
        ...diffs.map(({ path, before, edits }) => unifiedDiff(prefix + path, before, edits)),
      ].join(''),
    }))
}

/** What one kind of change does to a file after those that were made before, which are then among them. */
function stepOf(file: ChangedFile, changes: readonly PortChange[], made: Map<string, readonly TextEdit[]>) {
  const { path, before } = file
  const own = changes.flatMap(({ edits }) => edits).filter((edit) => edit.file === path)
  const known = made.get(path) ?? []
  const edits = (planOf(own, () => before).files[0]?.edits ?? []).filter(
    (edit) => !known.some((other) => isSame(edit, other)),
  )
  if (edits.length === 0) return undefined
  made.set(path, [...known, ...edits])
  return { path, before: applyEdits(before, known), edits: afterEdits(known, edits) }
}

function isSame(a: TextEdit, b: TextEdit): boolean {
  return a.start === b.start && a.end === b.end && a.text === b.text
}

/** Lines that `git apply` and `patch` pass over. */
function headOf(code: string, changes: readonly PortChange[]): readonly string[] {
  const reasons = [...new Set(changes.map(({ safety, why }) => `${safety}: ${why.replaceAll(/\s+/g, ' ')}`))]
  return [`# ${code}\n`, ...reasons.map((reason) => `# ${reason}\n`)]
}
