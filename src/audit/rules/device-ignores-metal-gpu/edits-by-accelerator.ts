import type { DecisionSeen } from '../../../trace/observation.ts'
import type { Conditional, Expression } from '../../../trace/syntax.ts'
import { cpuText, cudaText } from '../../devices/device-text.ts'
import { asUsersAllow } from '../../devices/device-uses.ts'
import { type About, editAt } from '../../finding/edit-at.ts'
import type { Edits } from '../../finding/fix-by.ts'
import type { AuditContext } from '../../rule.ts'
import { torchIsFrom } from '../../torch/floor.ts'
import { metalTestAt } from '../../torch/metal-test.ts'
import { torchIn } from '../../torch/written-out.ts'
import { whyAccelerator } from './prose.ts'

/** The release with `torch.accelerator`. */
const SINCE = '2.6'

/**
 * `"cuda" if torch.cuda.is_available() else "cpu"` by `torch.accelerator`, where no older PyTorch is admitted and the choice is
 * just that: of one device of CUDA without a number, by CUDA alone. Undefined for any other choice.
 */
export function byAccelerator(decision: DecisionSeen, node: Conditional, context: AuditContext): Edits | undefined {
  const torch = node.test.kind === 'call' ? torchIn(node.test.callee, 'torch.cuda.is_available') : undefined
  const cuda = cudaText(node.then)
  const cpu = cpuText(node.otherwise)
  const isPlain = cuda?.kind === 'string' && cuda.value === 'cuda' && isSameForm(node, cuda, cpu)
  if (!torch || !isPlain || !cpu || !torchIsFrom(context, decision.module.path, SINCE)) return undefined
  const test = metalTestAt(context, { ...decision, at: node.at })
  if (!test) return undefined
  const about: About = { safety: test.safety, why: whyAccelerator }
  const device = `${torch.id}.accelerator.current_accelerator()`
  const edits = [
    editAt(decision, node.then, cuda === node.then ? `${device}.type` : device, about),
    editAt(decision, node.test, `${torch.id}.accelerator.is_available()`, about),
  ]
  return asUsersAllow(context, { module: decision.module, at: cpu.at }, edits)
}

/** Whether both devices are texts, or both are made by PyTorch. */
function isSameForm({ then, otherwise }: Conditional, cuda: Expression, cpu: Expression | undefined): boolean {
  return (cuda === then) === (cpu === otherwise)
}
