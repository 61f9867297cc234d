import { fixBy } from '../../finding/fix-by.ts'
import { groupBy } from '../../group-by.ts'
import { reachOfPath } from '../../reachability/reach.ts'
import type { Draft } from '../../rule.ts'

/**
 * What is good to know only is one remark for all files: such a file seldom holds what was on CUDA, and where one does, all of
 * them are mended alike.
 */
export function asOneRemark(drafts: readonly Draft[]): readonly Draft[] {
  const remarks = drafts.filter(({ effect }) => effect === 'info')
  const byKind = groupBy(remarks, ({ group, fix, sites: [site] }) =>
    [group, fix?.kind, reachOfPath(site?.file ?? '')].join('\0'),
  )
  return [...drafts.filter(({ effect }) => effect !== 'info'), ...[...byKind.values()].flatMap(merged)]
}

function merged(drafts: readonly Draft[]): readonly Draft[] {
  const [first] = drafts
  if (!first) return []
  const sites = drafts.flatMap((draft) => draft.sites)
  const causes = drafts.flatMap((draft) => draft.causes ?? [])
  if (first.fix === undefined) return [{ ...first, sites, causes }]
  const { effort, summary } = first.fix
  const edits = drafts.flatMap(({ fix }) => (fix?.kind === 'automatic' ? fix.edits : undefined))
  return [{ ...first, sites, causes, fix: fixBy(edits, { effort, summary }) }]
}
