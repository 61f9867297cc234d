import type { ComparisonSeen } from '../../../evaluate/observation.ts'
import type { Statement } from '../../../project/python/tree.ts'
import { lineText, positionAt } from '../../../project/text-file.ts'
import { metalAwareness } from '../../devices/metal-awareness.ts'
import { reachOfPath } from '../../reachability/reach.ts'
import type { Draft, Rule } from '../../rule.ts'
import { certaintyOf, isLive, seen, siteOf } from '../../observations/seen.ts'
import { blockBehind } from './block-behind.ts'
import { fix, message, sources, title } from './prose.ts'

/** `if device.type == 'cpu':` about half precision, in code that does not think of Metal. */
export const rule = {
  code: 'precision/only-cpu-apart',
  title,
  find(context) {
    const aware = metalAwareness(context)
    return seen(context, 'comparison')
      .filter((comparison) => isLive(comparison) && asksForCpu(comparison) && !aware(comparison))
      .filter(({ module }) => reachOfPath(module.file.path) === 'main')
      .flatMap((comparison) => draftOf(comparison, blockBehind(comparison)))
  },
} satisfies Rule

/** Words by which code speaks of half precision. */
const PRECISION = /\b(?:b?float16|half|amp|autocast|fp16|bf16)\b|\.float\(\)/i

function draftOf(comparison: ComparisonSeen, body: readonly Statement[] | undefined): Draft[] {
  const [only] = body ?? []
  if (!body || !only || !body.some((statement) => PRECISION.test(textOf(comparison, statement)))) return []
  const sites = [siteOf(comparison), ...(body.length === 1 ? [siteOf(comparison, only)] : [])]
  return [
    {
      effect: 'degrades',
      certainty: certaintyOf(comparison, 'likely'),
      message,
      sites: sites.filter(({ line, endLine }) => line === endLine),
      sources,
      fix: { kind: 'manual', effort: 'minutes', summary: fix },
      group: comparison.function?.name ?? '<module>',
    },
  ]
}

/** The code of a statement, with what a comment at its end says. */
function textOf({ module }: ComparisonSeen, { at, end }: Statement): string {
  return module.file.text.slice(at, end) + lineText(module.file, positionAt(module.file, end).line)
}

function asksForCpu({ node, operator }: ComparisonSeen): boolean {
  const [part] = node.rest
  return operator === '==' && part?.right.kind === 'string' && part.right.value === 'cpu'
}
