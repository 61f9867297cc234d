import type { ComparisonSeen, DecisionSeen } from '../../../trace/observation.ts'
import type { Statement } from '../../../trace/syntax.ts'
import type { Place } from '../../../trace/place.ts'
import type { Certainty } from '../../../report/report.ts'
import { unparse, unparseStatement } from '../../../trace/unparse.ts'
import { metalAwareness } from '../../devices/metal-awareness.ts'
import { innermost, nestedSpans } from '../../observations/nested-spans.ts'
import { reachOfModule } from '../../reachability/reach.ts'
import type { Draft, Rule } from '../../rule.ts'
import { certaintyOf, isLive, seen } from '../../observations/seen.ts'
import { declarationSite, guardSite, type SiteInRole } from '../../observations/sites.ts'
import { fix, message, sources, title } from './prose.ts'

/** `if device.type == 'cpu':` and `amp and device != 'cpu'` about half precision, in code that does not think of Metal. */
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
    const compared = seen(context, 'comparison')
      .filter((comparison) => isLive(comparison) && asksForCpu(comparison) && !aware(comparison))
      .filter(({ module }) => reachOfModule(module) === 'main')
    if (compared.length === 0) return []
    const choices = nestedSpans(seen(context, 'decision').filter(isChoiceOfPrecision).map(spanOf))
    return compared.flatMap((comparison) => {
      const { module, node, operator, block } = comparison
      const isChosen = innermost(choices, { module, at: node.at, end: node.end }) !== undefined
      if (isChosen) return [draftAt(comparison, 'possible', [guardSite(comparison, node)])]
      return operator === '==' ? draftOf(comparison, block) : []
    })
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
    draftAt(
      comparison,
      certaintyOf(comparison, 'likely'),
      sites.filter(({ line, endLine }) => line === endLine),
    ),
  ]
}

function draftAt(comparison: ComparisonSeen, certainty: Certainty, sites: readonly SiteInRole[]): Draft {
  return {
    effect: 'degrades',
    certainty,
    message,
    subject: { kind: 'device', value: 'cpu' },
    sites,
    sources,
    fix: { kind: 'manual', effort: 'minutes', summary: fix },
    group: comparison.function?.name ?? '<module>',
  }
}

/** Mixed precision, bfloat16 or a flag for half precision that is taken unless on the CPU; `float16` by itself is as right on Metal. */
const CHOSEN = /\b(?:bfloat16|half|amp|autocast|fp16|bf16)\b/i

/** Longest text of a choice that is looked at. */
const CHOICE_LIMIT = 300

/** `bfloat16 if device != 'cpu' else float32`, `autocast if half and device != 'cpu' else nullcontext`, `if half and device != 'cpu':`. */
function isChoiceOfPrecision({ node, test }: DecisionSeen): boolean {
  if (node.kind !== 'conditional' && node.kind !== 'boolean' && node.kind !== 'if') return false
  const text = unparse(node.kind === 'if' ? test : node).slice(0, CHOICE_LIMIT)
  return /'cpu'/.test(text) && !/cuda|gpu/i.test(text) && CHOSEN.test(wordsOf(text))
}

function spanOf(decision: DecisionSeen): { place: Place; of: true } {
  const { module, node, test } = decision
  const { at, end } = node.kind === 'if' ? test : node
  return { place: { module, at, end }, of: true }
}

/** Whether the block speaks of precision, or the function by its name: `check_amp`. */
function isAboutPrecision(body: readonly Statement[], { function: around }: ComparisonSeen): boolean {
  const name = wordsOf(around?.name ?? '')
  return PRECISION.test(name) || body.some((statement) => PRECISION.test(wordsOf(unparseStatement(statement))))
}

/** Names apart into words: `half_precision` is about half precision. */
function wordsOf(text: string): string {
  return text.replaceAll('_', ' ')
}

function asksForCpu({ node, operator }: ComparisonSeen): boolean {
  const [part] = node.rest
  return /^[!=]=$/.test(operator) && part?.right.kind === 'string' && part.right.value === 'cpu'
}
