import type { AssignmentSeen, CallSeen, ComparisonSeen } from '../../../evaluate/observation.ts'
import type { FunctionState } from '../../../evaluate/program.ts'
import { deviceName, options } from '../../../evaluate/value.ts'
import { siteInModule } from '../../../project/python/module.ts'
import type { Site } from '../../../report/report.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { isLive, seen, siteOf, siteOfPlace } from '../../observations/seen.ts'
import { fix, message, sources, title } from './prose.ts'

/** `torch.autocast = patched`, where the patch asks for CUDA; everything that makes the patch is one finding. */
export const rule = {
  code: 'port/patched-autocast',
  title,
  find(context) {
    const assignments = seen(context, 'assignment').filter(
      (assignment) =>
        isLive(assignment) && /^torch\.(?:amp\.)?(?:autocast_mode\.)?autocast\w*$/.test(assignment.target),
    )
    const patches = new Set(assignments.flatMap(patchOf))
    return [...patches].flatMap((patch) => draftOf(patch, assignments, context))
  },
} satisfies Rule

function patchOf({ value }: AssignmentSeen): FunctionState[] {
  return options(value).flatMap((option) => (option.kind === 'function' ? [option.state] : []))
}

function draftOf(patch: FunctionState, assignments: readonly AssignmentSeen[], context: AuditContext): Draft[] {
  const comparisons = seen(context, 'comparison').filter(
    (comparison) => isIn(comparison, patch) && asksForCuda(comparison),
  )
  if (comparisons.length === 0) return []
  const calls = seen(context, 'call').filter((call) => isIn(call, patch) && /^torch\..*autocast\w*$/.test(call.name))
  const own = assignments.filter(({ module }) => module === patch.module)
  return [
    {
      effect: 'degrades',
      certainty: 'certain',
      message,
      sites: [
        headOf(patch),
        ...[...comparisons, ...calls, ...own].map((observation) => siteOf(observation)),
        ...own.flatMap(({ guards }) => guards.map(({ place }) => siteOfPlace(place))),
      ],
      sources,
      fix: { kind: 'manual', effort: 'hours', summary: fix },
    },
  ]
}

function isIn(observation: CallSeen | ComparisonSeen, { definition }: FunctionState): boolean {
  return observation.function?.definition === definition
}

function asksForCuda({ left, right }: ComparisonSeen): boolean {
  return [left, right].some((value) => deviceName(value) === 'cuda')
}

function headOf({ module, definition }: FunctionState): Site {
  const parameters = definition.parameters.at(-1)
  return siteInModule(module, definition.at, parameters?.end ?? definition.at)
}
