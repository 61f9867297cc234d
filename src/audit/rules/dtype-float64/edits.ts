import type { CallSeen } from '../../../trace/observation.ts'
import type { Argument } from '../../../trace/syntax.ts'
import { unparse } from '../../../trace/unparse.ts'
import { insertAt } from '../../finding/edit-at.ts'
import type { Edits } from '../../finding/fix-by.ts'
import type { AuditContext } from '../../rule.ts'
import { chooseMetal } from '../../torch/choose-metal.ts'
import { metalTestAt } from '../../torch/metal-test.ts'
import { whyNarrow } from './prose.ts'

/** 32 bits on Metal for 64 that are written outright: `dtype=torch.float32 if torch.backends.mps.is_available() else torch.float64`. */
export function narrowOnMetal(call: CallSeen, { value, star }: Argument, context: AuditContext): Edits {
  const torch = /^(.+)\.(?:float64|double)$/.exec(unparse(value))?.[1]
  const isTorch = torch !== undefined && torch === metalTestAt(context, { ...call, at: value.at })?.torch
  if (!isTorch || star) return []
  return chooseMetal(context, call, value, `${torch}.float32`).map(suggested)
}

/** The same for what has its 64 bits from NumPy, as a dtype that was left out: `dtype=... else None`. */
export function narrowedOnMetal(call: CallSeen, context: AuditContext): Edits {
  const { node, name, keywords, positional } = call
  const last = node.arguments.at(-1)
  const isOpen = !keywords.has('dtype') && !node.arguments.some(({ star }) => star)
  const takes =
    name === '.to' ? positional.length <= 1 : /^torch\.(?:as_)?tensor$/.test(name) && positional.length === 1
  const test = metalTestAt(context, { ...call, at: node.at })
  if (!isOpen || !takes || !last || !test) return []
  const text = `, dtype=${test.torch}.float32 if ${test.code} else None`
  return [suggested(insertAt(call, last.value.end, text, { safety: 'suggested', why: whyNarrow }))]
}

function suggested(edit: Edits[number]): Edits[number] {
  return edit && { ...edit, safety: 'suggested', why: whyNarrow }
}
