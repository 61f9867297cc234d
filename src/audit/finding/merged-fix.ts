import { byPlace } from '../../edit/place.ts'
import type { Edit } from '../../report/edit.ts'
import type { Finding } from '../../report/report.ts'
import type { Draft } from '../rule.ts'

/** Most edits of one finding: more are no plan that anybody reads. */
const EDIT_LIMIT = 1000

/**
 * The fix of drafts that become one finding: what the first says, made by a program only where each of them has edits,
 * for a finding of which a part stays is not mended.
 */
export function mergedFix(code: string, drafts: readonly Draft[]): Pick<Finding, 'fix' | 'edits'> {
  const fix = drafts[0]?.fix
  if (!fix) return {}
  const { effort, summary } = fix
  const edits = drafts.every((draft) => draft.fix?.kind === 'automatic')
    ? distinct(drafts.flatMap((draft) => groupOf(code, draft)))
    : []
  return edits.length === 0 || edits.length > EDIT_LIMIT
    ? { fix: { kind: 'manual', effort, summary } }
    : { fix: { kind: 'automatic', effort, summary }, edits }
}

/** The edits of a draft, as a group that is called after the rule and the place of the first. */
function groupOf(code: string, { fix }: Draft): readonly Edit[] {
  if (fix?.kind !== 'automatic') return []
  const [{ file, line, column }] = fix.edits
  return fix.edits.map((edit) => ({ ...edit, group: `${code} ${file}:${line}:${column}` }))
}

/** In the order of their places, each once: several drafts may lead to the same line. */
function distinct(edits: readonly Edit[]): readonly Edit[] {
  const byKey = new Map(edits.map((edit) => [keyOf(edit), edit]))
  return [...byKey.values()].toSorted(byPlace)
}

function keyOf({ file, cell, start, end, text, group }: Edit): string {
  return JSON.stringify([file, cell, start, end, text, group])
}
