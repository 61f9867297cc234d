import type { DecisionSeen } from '../../../trace/observation.ts'
import { askedBesideCuda } from '../../devices/asked-beside-cuda.ts'
import { insertAt } from '../../finding/edit-at.ts'
import type { Edits } from '../../finding/fix-by.ts'
import { extensionsOf } from '../../packages/cuda-builds.ts'
import { reachOfModule } from '../../reachability/reach.ts'
import type { AuditContext } from '../../rule.ts'
import { metalTestAt } from '../../torch/metal-test.ts'
import { whyLetIn } from './prose.ts'

/**
 * Metal is let in where nothing but whether there is CUDA was asked: `assert torch.cuda.is_available() or
 * torch.backends.mps.is_available()`. Tests that are for CUDA stay for CUDA, and so does a project that builds kernels for it.
 */
export function letMetalIn(decision: DecisionSeen, context: AuditContext): Edits {
  const { test, node, module } = decision
  const asked = askedBesideCuda(decision, true, context) ?? askedBesideCuda(decision, false, context)
  const isDenied = test.kind === 'not'
  const isPlain = (isDenied ? test.operand : test).kind === 'call' && isDenied === (node.kind === 'if')
  const metal = metalTestAt(context, { ...decision, at: test.at })
  if (!asked || asked.length > 0 || !isPlain || !metal) return []
  if (reachOfModule(module) === 'test' || extensionsOf(context).length > 0) return []
  const text = isDenied ? ` and ${metal.denied}` : ` or ${metal.code}`
  return [insertAt(decision, test.end, text, { safety: 'suggested', why: whyLetIn })]
}
