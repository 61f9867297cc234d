import { byPlace } from '../../edit/place.ts'
import type { Edit } from '../../report/edit.ts'
import type { Finding } from '../../report/report.ts'
import { groupBy } from '../group-by.ts'
import type { Draft } from '../rule.ts'

/** Most edits of one finding: more are no plan that anybody reads. */
const EDIT_LIMIT = 1000

/** Most instructions of one fix, and most lines that are named with each: what is left out reads like one of them. */
const INSTRUCTION_LIMIT = 4
const LINE_LIMIT = 6

/**
 * The fix of drafts that become one finding: what they say, and for which lines where they differ; made by a program only
 * where each of them has edits, for a finding of which a part stays is not mended.
 */
export function mergedFix(code: string, drafts: readonly Draft[]): Pick<Finding, 'fix' | 'edits'> {
  const fix = drafts[0]?.fix
  if (!fix) return {}
  const { effort } = fix
  const summary = instructions(drafts)
  const edits = drafts.every((draft) => draft.fix?.kind === 'automatic')
    ? distinct(drafts.flatMap((draft) => groupOf(code, draft)))
    : []
  return edits.length === 0 || edits.length > EDIT_LIMIT
    ? { fix: { kind: 'manual', effort, summary } }
    : { fix: { kind: 'automatic', effort, summary }, edits }
}

/** One instruction, or several with their lines, those for most lines first. */
function instructions(drafts: readonly Draft[]): string {
  const groups = [...groupBy(oncePerEdits(drafts), ({ fix }) => fix?.summary ?? '')].filter(
    ([summary]) => summary !== '',
  )
  const [only, ...others] = groups
  if (!only || others.length === 0) return only?.[0] ?? ''
  const told = groups
    .map(([summary, own]) => ({ summary, lines: linesOf(own) }))
    .toSorted((a, b) => b.lines.length - a.lines.length || (a.lines[0] ?? 0) - (b.lines[0] ?? 0))
    .slice(0, INSTRUCTION_LIMIT)
    .map(({ summary, lines }) => `${lineNames(lines)}: ${summary}`)
  return [...told, ...(groups.length > INSTRUCTION_LIMIT ? ['Other lines: likewise.'] : [])].join(' ')
}

/** Of drafts whose edits are the same the first, so that one edit is not told in two ways. */
function oncePerEdits(drafts: readonly Draft[]): readonly Draft[] {
  const told = new Set<string>()
  return drafts.filter(({ fix }) => {
    if (fix?.kind !== 'automatic') return true
    const key = JSON.stringify(fix.edits.map(({ file, cell, start, end, text }) => [file, cell, start, end, text]))
    const isFirst = !told.has(key)
    told.add(key)
    return isFirst
  })
}

function linesOf(drafts: readonly Draft[]): readonly number[] {
  const lines = drafts.flatMap(({ sites }) => (sites.find(({ role }) => role === 'use') ?? sites[0])?.line ?? [])
  return [...new Set(lines)].toSorted((a, b) => a - b)
}

function lineNames(lines: readonly number[]): string {
  const named = lines.slice(0, LINE_LIMIT).join(', ')
  const rest = lines.length - LINE_LIMIT
  return `${lines.length === 1 ? 'Line' : 'Lines'} ${named}${rest > 0 ? ` and ${rest} more` : ''}`
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
