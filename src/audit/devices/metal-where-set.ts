import type { CallSeen } from '../../trace/observation.ts'
import { codeAt } from '../../trace/site.ts'
import { options, type Value } from '../../trace/value.ts'
import type { Edits } from '../finding/fix-by.ts'
import type { AuditContext } from '../rule.ts'
import { chooseMetal } from '../torch/choose-metal.ts'
import { chooseMetalWhereSet } from '../torch/choose-metal-where-set.ts'
import { memoized } from '../memoized.ts'
import { seen } from '../observations/seen.ts'
import { exchangesAlways } from './for-collective.ts'
import { asUsersAllow } from './device-uses.ts'

/** Metal where CUDA is decided for, `DEVICE = "cuda"`, as far as all that is given the device can do with it. */
export function metalWhereSet(value: Value, context: AuditContext): Edits {
  const places = options(value).flatMap(({ origin }) => origin ?? [])
  return places.reduce<Edits>(
    (edits, place) => asUsersAllow(context, place, edits),
    chooseMetalWhereSet(context, value, '"mps"'),
  )
}

/**
 * The same for a device with a number, `device = torch.device("cuda", local_rank)`, as a whole: of Metal there is one. Not where its
 * tensors are always exchanged among processes.
 */
export function metalBeforeNumbered(call: CallSeen, context: AuditContext): Edits {
  const { module, node } = call
  const { callee, arguments: given } = node
  const [named] = given
  const device = codeAt({ module, at: callee.at, end: callee.end })
  if (!named || device === undefined || !assigned(context).has(node) || exchangesAlways(module, context)) return []
  const quote = codeAt({ module, at: named.at, end: named.end })?.endsWith("'") ? "'" : '"'
  const edits = chooseMetal(context, call, node, `${device}(${quote}mps${quote})`)
  return asUsersAllow(context, { module, at: named.value.at }, edits)
}

/** What is given to a name or attribute, as the whole of it. */
const assigned = memoized(
  (context: AuditContext) => new Set(seen(context, 'assignment').flatMap(({ node }) => node.value ?? [])),
)
