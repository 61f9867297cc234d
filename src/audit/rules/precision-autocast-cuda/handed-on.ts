import type { AttributeSeen } from '../../../evaluate/observation.ts'
import type { PythonModule } from '../../../project/python/module.ts'
import { isForCudaAlone } from '../../devices/cuda-only.ts'
import { recordedCall } from '../../torch/equivalent.ts'
import { reachOfPath } from '../../reachability/reach.ts'
import type { AuditContext, Draft } from '../../rule.ts'
import { certaintyOf, isLive, seen, siteOf } from '../../observations/seen.ts'
import { fixes, messages, sources } from './prose.ts'

/** `torch.cuda.amp.autocast` that is handed on to be called elsewhere: `return torch.cuda.amp.autocast if amp else suppress`. */
export function ofHandedOn(context: AuditContext): Draft[] {
  const fact = recordedCall(context, 'torch.cuda.amp.autocast')
  return seen(context, 'attribute')
    .filter((named) => named.name === 'torch.cuda.amp.autocast' && isLive(named) && !isForCudaAlone(named))
    .filter((named) => isHandedOn(named) && reachOfPath(named.module.file.path) !== 'test')
    .map((named) => ({
      effect: 'degrades',
      certainty: certaintyOf(named, 'possible'),
      message: messages.cudaIfOn,
      sites: [siteOf(named)],
      sources: [...(fact?.sources ?? []), ...sources],
      fix: { kind: 'manual', effort: 'minutes', summary: fixes.neutral },
      group: 'handed on',
    }))
}

/** Whether the name stands by itself, as what is returned, set or chosen; neither called, nor a part of a longer name. */
function isHandedOn({ node, module }: AttributeSeen): boolean {
  if (node.kind !== 'attribute') return false
  return /(?:\breturn|[=:(,]|\belse)\s*$/.test(before(module, node.at)) && !/^\s*[(.]/.test(after(module, node.end))
}

/** Longest stretch of code beside a name that is looked at. */
const BESIDE = 20

function before({ file: { text } }: PythonModule, at: number): string {
  return text.slice(Math.max(0, at - BESIDE), at)
}

function after({ file: { text } }: PythonModule, end: number): string {
  return text.slice(end, end + BESIDE)
}
