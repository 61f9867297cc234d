import type { AssignmentSeen, CallSeen, ComparisonSeen } from '../../../trace/observation.ts'
import type { TracedFunction } from '../../../trace/definition.ts'
import { deviceName, options } from '../../../trace/value.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { isLive, seen } from '../../observations/seen.ts'
import { declarationSite, guardSite, nameSite, type SiteInRole, useSite } from '../../observations/sites.ts'
import { fix, message, sources, title } from './prose.ts'

/** `torch.autocast = patched`, where the patch asks for CUDA; everything that makes the patch is one finding. */
export const rule = {
  code: 'port/patched-autocast',
  title,
  words: { strong: ['cuda', 'autocast'] },
  find(context) {
    const assignments = seen(context, 'assignment', /^torch\.(?:amp\.)?(?:autocast_mode\.)?autocast\w*$/).filter(isLive)
    const patches = new Set(assignments.flatMap(patchOf))
    return [...patches].flatMap((patch) => draftOf(patch, assignments, context))
  },
} satisfies Rule

function patchOf({ value }: AssignmentSeen): TracedFunction[] {
  return options(value).flatMap((option) => (option.kind === 'function' ? [option.function] : []))
}

function draftOf(patch: TracedFunction, assignments: readonly AssignmentSeen[], context: AuditContext): Draft[] {
  const comparisons = seen(context, 'comparison').filter(
    (comparison) => isIn(comparison, patch) && asksForCuda(comparison),
  )
  if (comparisons.length === 0) return []
  const calls = seen(context, 'call', /^torch\..*autocast\w*$/).filter((call) => isIn(call, patch))
  const own = assignments.filter(({ module }) => module === patch.module)
  return [
    {
      effect: 'degrades',
      certainty: 'certain',
      message,
      subject: { kind: 'call', name: 'torch.autocast' },
      sites: [
        headOf(patch),
        ...comparisons.map((comparison) => guardSite(comparison, comparison.node)),
        ...calls.map(useSite),
        ...own.flatMap((assignment) => assignment.node.targets.map((target) => nameSite(assignment, target))),
        ...own.flatMap(({ guards }) => guards.map(({ place, test }) => guardSite(place, test))),
      ],
      sources,
      fix: { kind: 'manual', effort: 'hours', summary: fix },
    },
  ]
}

function isIn(observation: CallSeen | ComparisonSeen, patch: TracedFunction): boolean {
  return observation.function === patch
}

function asksForCuda({ left, right }: ComparisonSeen): boolean {
  return [left, right].some((value) => deviceName(value) === 'cuda')
}

function headOf({ module, at, parameters }: TracedFunction): SiteInRole {
  return declarationSite({ module }, { at, end: parameters.at(-1)?.end ?? at })
}
