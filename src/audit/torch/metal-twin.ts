import type { CallSeen } from '../../trace/observation.ts'
import type { Edits } from '../finding/fix-by.ts'
import type { AuditContext } from '../rule.ts'
import { chooseMetalWithin } from './choose-metal.ts'
import { torchIsBefore } from './torch-version.ts'
import { torchIn } from './written-out.ts'

/** Functions of `torch.cuda` that `torch.mps` has under the same name, without arguments. */
const TWINS: ReadonlySet<string> = new Set(['torch.cuda.empty_cache', 'torch.cuda.synchronize'])

/** The release with `torch.mps`. */
const SINCE = '2.0'

/** `torch.cuda.synchronize()` that goes to `torch.mps` where there is Metal. */
export function callMetalTwin(context: AuditContext, call: CallSeen): Edits {
  const { callee, arguments: given } = call.node
  const torch = torchIn(callee, call.name)
  const isTwin = TWINS.has(call.name) && given.length === 0 && !torchIsBefore(context, SINCE)
  if (!isTwin || !torch || callee.kind !== 'attribute') return []
  return chooseMetalWithin(context, call, callee.object, `${torch.id}.mps`)
}
