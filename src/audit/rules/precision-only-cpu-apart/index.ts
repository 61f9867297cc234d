import type { ComparisonSeen } from '../../../trace/observation.ts'
import type { Statement } from '../../../trace/syntax.ts'
import { unparseStatement } from '../../../trace/unparse.ts'
import { metalAwareness } from '../../devices/metal-awareness.ts'
import { reachOfModule } from '../../reachability/reach.ts'
import type { Draft, Rule } from '../../rule.ts'
import { certaintyOf, isLive, seen } from '../../observations/seen.ts'
import { declarationSite, guardSite } from '../../observations/sites.ts'
import { fix, message, sources, title } from './prose.ts'

/** `if device.type == 'cpu':` about half precision, in code that does not think of Metal. */
export const rule = {
  code: 'precision/only-cpu-apart',
  title,
  words: {
    strong: ['cuda', 'mps', 'autocast'],
    compared: ['cpu'],
    weak: ['cpu', 'float', 'half', 'float16', 'bfloat16', 'dtype'],
  },
  find(context) {
    const aware = metalAwareness(context)
    return seen(context, 'comparison')
      .filter((comparison) => isLive(comparison) && asksForCpu(comparison) && !aware(comparison))
      .filter(({ module }) => reachOfModule(module) === 'main')
      .flatMap((comparison) => draftOf(comparison, comparison.block))
  },
} satisfies Rule

/** Words by which code speaks of half precision. */
const PRECISION = /\b(?:b?float16|half|amp|autocast|fp16|bf16)\b|\.float\(\)/i

function draftOf(comparison: ComparisonSeen, body: readonly Statement[] | undefined): Draft[] {
  const [only] = body ?? []
  if (!body || !only || !isAboutPrecision(body, comparison)) return []
  const sites = [
    guardSite(comparison, comparison.node),
    ...(body.length === 1 ? [declarationSite(comparison, only)] : []),
  ]
  return [
    {
      effect: 'degrades',
      certainty: certaintyOf(comparison, 'likely'),
      message,
      subject: { kind: 'device', value: 'cpu' },
      sites: sites.filter(({ line, endLine }) => line === endLine),
      sources,
      fix: { kind: 'manual', effort: 'minutes', summary: fix },
      group: comparison.function?.name ?? '<module>',
    },
  ]
}

/** Whether the block speaks of precision, or the function by its name: `check_amp`. */
function isAboutPrecision(body: readonly Statement[], { function: around }: ComparisonSeen): boolean {
  const name = around?.name.replaceAll('_', ' ') ?? ''
  return PRECISION.test(name) || body.some((statement) => PRECISION.test(unparseStatement(statement)))
}

function asksForCpu({ node, operator }: ComparisonSeen): boolean {
  const [part] = node.rest
  return operator === '==' && part?.right.kind === 'string' && part.right.value === 'cpu'
}
