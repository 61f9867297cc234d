import type { CallSeen } from '../../../trace/observation.ts'
import type { Argument } from '../../../trace/syntax.ts'
import { type About, editAt, insertAt } from '../../finding/edit-at.ts'
import type { Edits } from '../../finding/fix-by.ts'
import type { AuditContext } from '../../rule.ts'
import type { Autocast } from '../../torch/autocast.ts'
import { chooseMetalForText } from '../../torch/choose-metal.ts'
import { linuxIsHeldBelow } from '../../torch/held-below.ts'
import { metalTestAt } from '../../torch/metal-test.ts'
import { torchIn } from '../../torch/written-out.ts'

/** The release with `torch.autocast`. */
const SINCE = '1.10'

/**
 * A region of mixed precision that is for Metal where there is Metal. On a Mac it begins to compute in another precision, which
 * whoever trains has to look at.
 */
export function onMetal(call: CallSeen, { ofCuda, device }: Autocast, context: AuditContext, why: string): Edits {
  const about: About = { safety: 'suggested', why }
  if (ofCuda) return ofNeutralName(call, context, about)
  return chooseMetalForText(context, call, device?.argument.value, '"mps"').map((edit) => edit && { ...edit, ...about })
}

/** `torch.cuda.amp.autocast(flag, dtype=d)` is `torch.autocast("cuda", enabled=flag, dtype=d)`. */
function ofNeutralName(call: CallSeen, context: AuditContext, about: About): Edits {
  const { callee, arguments: given, end } = call.node
  const test = metalTestAt(context, { ...call, at: callee.at })
  const torch = torchIn(callee, call.name)
  const [first, ...others] = given
  // What `*args` may hold has no names.
  if (!test || linuxIsHeldBelow(context, SINCE) || first?.star === '*' || others.some(isUnnamed)) return [undefined]
  const named = torch ? '' : test.torch
  const flag = first && isUnnamed(first) ? 'enabled=' : ''
  const put = `"mps" if ${test.code} else "cuda"${first ? `, ${flag}` : ''}`
  return [
    editAt(call, { at: torch?.end ?? callee.at, end: callee.end }, `${named}.autocast`, about),
    insertAt(call, first?.at ?? end - 1, put, about),
  ]
}

/** Whether an argument is given by its position; `**kwargs` is not. */
function isUnnamed({ name, star }: Argument): boolean {
  return name === undefined && star !== '**'
}
