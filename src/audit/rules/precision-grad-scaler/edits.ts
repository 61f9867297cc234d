import type { CallSeen } from '../../../trace/observation.ts'
import type { Expression } from '../../../trace/syntax.ts'
import type { Edits } from '../../finding/fix-by.ts'
import { editAt, insertAt } from '../../finding/edit-at.ts'
import type { AuditContext } from '../../rule.ts'
import { chooseMetalForText } from '../../torch/choose-metal.ts'
import { metalTestAt, safetySince } from '../../torch/metal-test.ts'
import { torchIn } from '../../torch/written-out.ts'
import { why } from './prose.ts'

/** The release from which `torch.amp.GradScaler` takes a device. */
const SINCE = '2.3'

/** A scaler of CUDA that becomes one of Metal where there is Metal. */
export function onMetal(call: CallSeen, device: Expression | undefined, context: AuditContext): Edits {
  if (device) return chooseMetalForText(context, call, device, '"mps"')
  const { callee, arguments: given, end } = call.node
  const test = metalTestAt(context, { ...call, at: callee.at })
  const torch = torchIn(callee, call.name)
  // Where the project also runs on an older PyTorch, there is nothing else to call.
  if (!test || safetySince(context, SINCE) !== 'safe') return [undefined]
  const about = { safety: test.safety, why }
  const named = torch ? '' : test.torch
  const put = `"mps" if ${test.code} else "cuda"${given.length > 0 ? ', ' : ''}`
  const rename = call.name.startsWith('torch.cuda.')
    ? [editAt(call, { at: torch?.end ?? callee.at, end: callee.end }, `${named}.amp.GradScaler`, about)]
    : []
  return [...rename, insertAt(call, given[0]?.at ?? end - 1, put, about)]
}
