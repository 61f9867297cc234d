import type { CallSeen } from '../../../trace/observation.ts'
import type { Expression } from '../../../trace/syntax.ts'
import { options, type Value } from '../../../trace/value.ts'
import { cudaGuardOf } from '../../devices/cuda-only.ts'
import { mindsMetal } from '../../devices/destination.ts'
import { isCaught } from '../../devices/exceptions.ts'
import { groupBy } from '../../group-by.ts'
import { memoized } from '../../memoized.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { certaintyOf, isLive, seen } from '../../observations/seen.ts'
import { useSite } from '../../observations/sites.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { fix, messages, sources, title } from './prose.ts'

/** Tensors on Metal that NumPy is to read, which reads only those on the CPU. */
export const rule = {
  code: 'device/not-brought-back',
  title,
  words: { strong: ['mps', 'cuda'], weak: ['cpu', 'numpy', 'np', 'device'] },
  find: (context) =>
    liveCalls(context, '.numpy', TAKES_ARRAYS)
      .filter((call) => !mindsMetal(call) && !isCaught(call, 'TypeError'))
      .flatMap((call) => draftsOf(call, context)),
} satisfies Rule

/** Functions of NumPy that read what they are given. */
const TAKES_ARRAYS = /^numpy\.(?:array|asarray|ascontiguousarray|save|savetxt|stack|concatenate|vstack|hstack)$/

function draftsOf(call: CallSeen, context: AuditContext): Draft[] {
  const value = call.name === '.numpy' ? call.receiver : call.positional[0]?.value
  const message =
    value !== undefined && isOnMetal(value)
      ? messages.onMetal
      : call.name === '.numpy' && isBroughtBackForCudaAlone(call, context)
        ? messages.forCuda
        : undefined
  if (message === undefined) return []
  return [
    {
      effect: 'blocks',
      certainty: certaintyOf(call, 'likely'),
      message,
      subject: { kind: 'setting', name: 'device', value: 'mps' },
      sites: [useSite(call)],
      sources,
      fix: { kind: 'manual', effort: 'minutes', summary: fix },
      backend: 'mps',
      group: message,
    },
  ]
}

function isOnMetal(value: Value): boolean {
  return options(value).every((each) => each.kind === 'tensor' && each.library === 'torch' && each.device === 'mps')
}

/** Whether the function brings the same name to the CPU, but only with CUDA: `if x.is_cuda: x = x.cpu()`. */
function isBroughtBackForCudaAlone(call: CallSeen, context: AuditContext): boolean {
  const name = nameOf(call)
  if (name === undefined || !context.traits.choosesMetal) return false
  const own = (moves(context).get(call.module) ?? []).filter(
    (move) => move.function === call.function && nameOf(move) === name,
  )
  const before = own.filter(({ node }) => node.at < call.node.at)
  return before.some((move) => move.name === '.cpu' && !isLive(move) && cudaGuardOf(move)) && !before.some(isLive)
}

const moves = memoized((context: AuditContext) =>
  groupBy(seen(context, 'call', '.cpu', '.to'), ({ module }) => module),
)

/** The name at the root of what a method is called on: `x` in `x.detach().numpy()`; none where it is moved on the way. */
function nameOf({ node }: CallSeen): string | undefined {
  let inner: Expression = node.callee
  for (let depth = 0; depth < CHAIN_LIMIT; depth++) {
    if (inner.kind === 'name') return inner.id
    if (inner.kind === 'attribute') inner = inner.object
    else if (inner.kind === 'call' && inner.callee.kind === 'attribute' && PLAIN.test(inner.callee.name))
      inner = inner.callee
    else return undefined
  }
  return undefined
}

const CHAIN_LIMIT = 8
const PLAIN = /^(?:detach|squeeze|unsqueeze|permute|float|clone|contiguous)$/
