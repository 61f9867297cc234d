import type { CallSeen } from '../../../trace/observation.ts'
import type { Passed } from '../../observations/call-arguments.ts'
import type { Edits } from '../../finding/fix-by.ts'
import type { AuditContext } from '../../rule.ts'
import { chooseMetal } from '../../torch/choose-metal.ts'

const WHY = 'Where there is Metal the program loads its data itself, and elsewhere it has workers as before.'

/** Options that a loader refuses where it has no workers. */
const OF_WORKERS = ['persistent_workers', 'prefetch_factor', 'timeout'] as const

/** No workers on Metal: `num_workers=0 if torch.backends.mps.is_available() else 2`. None where that could not stand beside other options. */
export function noWorkersOnMetal(call: CallSeen, { argument }: Passed, context: AuditContext): Edits {
  const { name, star, value } = argument
  const isWritten = star === undefined && name !== undefined && /^(?:dataloader_)?num_workers$/.test(name)
  const isAlone =
    call.node.arguments.every((each) => each.star === undefined) && !OF_WORKERS.some((each) => call.keywords.has(each))
  if (!isWritten || !isAlone || value.kind === 'lambda' || value.kind === 'named') return []
  return chooseMetal(context, call, value, '0').map((edit) => edit && { ...edit, why: WHY })
}
