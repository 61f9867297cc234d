import type { AssignmentSeen, CallSeen, DecisionSeen, Observation } from '../../../trace/observation.ts'
import { cudaGuardOf } from '../../devices/cuda-only.ts'
import { asksForCuda, type Precision, precisionOf, precisionWithoutCuda } from '../../devices/precision.ts'
import { reachOfModule } from '../../reachability/reach.ts'
import type { Draft, Rule } from '../../rule.ts'
import { certaintyOf, isLive, seen } from '../../observations/seen.ts'
import { argumentSite, declarationSite, decisionSite, guardSite, type SiteInRole } from '../../observations/sites.ts'
import { fix, messages, sources, title } from './prose.ts'

/** A precision that is chosen by whether there is CUDA, so that a Mac computes in float32. */
export const rule = {
  code: 'precision/half-only-on-cuda',
  title,
  words: { strong: ['cuda', 'mps'], weak: ['float16', 'bfloat16', 'half', 'fp16', 'bf16', 'dtype', 'torch_dtype'] },
  find: (context) => [
    ...seen(context, 'decision').filter(isOfInterest).flatMap(ofDecision),
    ...ofBranches(seen(context, 'assignment')),
    ...seen(context, 'assignment').filter(isOfInterest).flatMap(ofKeptFlag),
    ...seen(context, 'call', { given: FLAG }).filter(isOfInterest).flatMap(ofFlag),
  ],
} satisfies Rule

function isOfInterest(observation: Observation): boolean {
  return isLive(observation) && reachOfModule(observation.module) !== 'test'
}

/** `torch.float16 if torch.cuda.is_available() else torch.float32`. */
function ofDecision(decision: DecisionSeen): Draft[] {
  const own = precisionWithoutCuda(decision)
  return own ? [draft(decision, own, [decisionSite(decision)])] : []
}

/** The same by `if` and `else`: a name that is given half precision behind a test for CUDA, and full precision elsewhere. */
function ofBranches(assignments: readonly AssignmentSeen[]): Draft[] {
  const named = assignments.flatMap((assignment) => {
    const precision = precisionOf(assignment.value)
    return precision && reachOfModule(assignment.module) !== 'test'
      ? [{ assignment, precision, key: keyOf(assignment) }]
      : []
  })
  return named
    .filter(({ assignment, precision }) => assignment.live === 'no' && precision !== 'full')
    .flatMap(({ assignment, key }) => {
      const guard = cudaGuardOf(assignment)
      const taken = named.find((other) => other.key === key && other.precision === 'full' && isLive(other.assignment))
      if (!guard || guard.value === undefined || !taken) return []
      const own = taken.assignment
      return [draft(own, 'full', [guardSite(guard.place, guard.test), declarationSite(own, own.node)])]
    })
}

function keyOf({ module, function: around, target }: AssignmentSeen): string {
  return `${module.path}\0${around?.at ?? -1}\0${target}`
}

/** `TrainingArguments(fp16=torch.cuda.is_available())`. */
function ofFlag(call: CallSeen): Draft[] {
  return [...call.keywords].flatMap(([name, { argument, value }]) => {
    const isOff = value.kind === 'constant' && value.value === false && asksForCuda(value.basis ?? [])
    return isOff && FLAG.test(name) ? [draft(call, 'full', [argumentSite(call, argument)])] : []
  })
}

/** `opt.half = torch.cuda.is_available() and opt.device != "cpu"`. */
function ofKeptFlag(given: AssignmentSeen): Draft[] {
  const { node, value, target } = given
  if (!FLAG.test(target.replace(/^.*[.[]|\]$/g, '')) || value.kind !== 'constant' || value.value !== false) return []
  const isAskedHere = value.basis?.some(
    ({ fact, place }) =>
      fact === 'cuda' && place.module === given.module && place.at >= node.at && place.end <= node.end,
  )
  return isAskedHere && asksForCuda(value.basis ?? []) ? [draft(given, 'full', [declarationSite(given, node)])] : []
}

const FLAG = /^(use_)?(fp16|bf16|half|half_precision|float16|bfloat16)$/

function draft(observation: Observation, own: Precision, sites: readonly SiteInRole[]): Draft {
  return {
    effect: own === 'full' ? 'degrades' : 'info',
    certainty: certaintyOf(observation, 'likely'),
    message: own === 'full' ? messages.full : messages.other(own),
    subject: { kind: 'setting', name: 'dtype', value: own === 'full' ? 'float32' : own },
    sites,
    sources,
    fix: { kind: 'manual', effort: 'minutes', summary: fix },
    group: own,
  }
}
