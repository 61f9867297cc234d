import type { CallSeen, MeetingSeen } from '../../../trace/observation.ts'
import { options, type Value } from '../../../trace/value.ts'
import { mindsMetal } from '../../devices/destination.ts'
import { isCaught } from '../../devices/exceptions.ts'
import { isForMac, liveCalls } from '../../observations/live-calls.ts'
import { seen } from '../../observations/seen.ts'
import { argumentSite, nameSite, type SiteInRole } from '../../observations/sites.ts'
import { reachOfModule } from '../../reachability/reach.ts'
import type { AuditContext } from '../../rule.ts'

/** Where a tensor on Metal comes together with one that was made on the CPU. */
interface Meeting {
  readonly by: CallSeen | MeetingSeen
  /** What is on the CPU. */
  readonly left: SiteInRole
}

/** Functions and methods that take several tensors, all of one device but for single numbers. */
const TAKES_SEVERAL =
  /^torch\.(?:cat|concat|stack|hstack|vstack|where|matmul|mm|bmm|mv|addmm|baddbmm|einsum|gather|index_select|take|cdist|cross|dot|outer|kron|lerp|addcmul|addcdiv|add|sub|mul|div|pow|maximum|minimum|eq|ne|lt|gt|le|ge|logical_(?:and|or|xor)|atan2|masked_(?:fill|select)|scatter(?:_add)?|dist|bucketize|searchsorted|autograd\.grad|nn\.functional\.(?:linear|embedding|conv\w*|grid_sample|scaled_dot_product_attention|cosine_similarity))$|^\.(?:matmul|mm|bmm|mv|dot|eq|ne|lt|gt|le|ge|add_?|sub_?|mul_?|div_?|addcmul_?|addcdiv_?|lerp_?|pow|maximum|minimum|masked_fill_?|masked_scatter_?|masked_select|where|gather|scatter_?|scatter_add_?|index_select|index_add_?|logical_(?:and|or)|bitwise_(?:and|or)|dist|backward)$/

/** The operators, indices and calls by which tensors of two devices meet. */
export function meetings(context: AuditContext): readonly Meeting[] {
  const operators = seen(context, 'meeting').map((by) => ({ by, left: nameSite(by, by.left) }))
  const calls = liveCalls(context, TAKES_SEVERAL).flatMap((by) => {
    const left = leftIn(by)
    return left ? [{ by, left }] : []
  })
  return [...operators, ...calls].filter(
    ({ by }) => isForMac(by) && !mindsMetal(by) && !isCaught(by, 'RuntimeError') && reachOfModule(by.module) !== 'test',
  )
}

/** What a call is given from the CPU beside something on Metal: the whole argument, also where it is a list. */
function leftIn(call: CallSeen): SiteInRole | undefined {
  const { node, receiver, positional, keywords } = call
  const passed = [...positional, ...keywords.values()].map(({ argument, value }) => ({
    argument,
    parts: partsOf(value),
  }))
  const own =
    receiver && node.callee.kind === 'attribute' ? [{ object: node.callee.object, parts: partsOf(receiver) }] : []
  if (![...own, ...passed].some(({ parts }) => parts.some(isOnMetal))) return undefined
  const left = own.find(({ parts }) => parts.some(isLeft))
  if (left) return nameSite(call, left.object)
  const given = passed.find(({ parts }) => parts.some(isLeft))
  return given && argumentSite(call, given.argument)
}

function partsOf(value: Value): readonly Value[] {
  return value.kind === 'collection' ? value.items : [value]
}

function isLeft(value: Value): boolean {
  return options(value).every((own) => own.kind === 'tensor' && own.unplaced === true && own.single !== true)
}

function isOnMetal(value: Value): boolean {
  return options(value).every((own) => own.kind === 'tensor' && own.library === 'torch' && own.device === 'mps')
}
