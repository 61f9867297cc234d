import type { TracedFunction } from '../../trace/definition.ts'
import { siteOfPlace } from '../../trace/site.ts'
import type { Site } from '../../report/report.ts'
import { groupBy } from '../group-by.ts'
import { memoized } from '../memoized.ts'
import type { AuditContext } from '../rule.ts'

/** A function with the lines that it stands on. */
interface Lines {
  readonly own: TracedFunction
  readonly first: number
  readonly last: number
}

/** The innermost function around a place of a file; undefined for code that runs when the module does. */
export function functionAt(
  context: AuditContext,
  { file, line }: Pick<Site, 'file' | 'line'>,
): TracedFunction | undefined {
  const { functions, lines } = functionsOf(context)
  let known = lines.get(file)
  if (!known) lines.set(file, (known = (functions.get(file) ?? []).map(linesOf)))
  let found: Lines | undefined
  for (const each of known)
    if (line >= each.first && line <= each.last && (!found || each.last - each.first <= found.last - found.first))
      found = each
  return found?.own
}

/** The functions of each file, and of those files that were asked for the lines. */
const functionsOf = memoized(({ trace }: AuditContext) => ({
  functions: groupBy(
    trace.functions.filter(({ kind }) => kind === 'function'),
    ({ module }) => module.path,
  ),
  lines: new Map<string, readonly Lines[]>(),
}))

function linesOf(own: TracedFunction): Lines {
  const { line, endLine } = siteOfPlace(own)
  return { own, first: line, last: endLine }
}
