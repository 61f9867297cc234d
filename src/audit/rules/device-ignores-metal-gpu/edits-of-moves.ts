import type { CallSeen, Guard } from '../../../trace/observation.ts'
import type { Place } from '../../../trace/place.ts'
import { unparse } from '../../../trace/unparse.ts'
import { askedBesideCuda } from '../../devices/asked-beside-cuda.ts'
import { moveByType } from '../../devices/made-by-type.ts'
import { deviceArguments, isOnlyCuda } from '../../devices/device-arguments.ts'
import { cudaText } from '../../devices/device-text.ts'
import { moveToDevice, nameDevice } from '../../devices/in-scope/put-on-device.ts'
import { insertAt } from '../../finding/edit-at.ts'
import type { Edits } from '../../finding/fix-by.ts'
import { groupBy } from '../../group-by.ts'
import { memoized } from '../../memoized.ts'
import type { AuditContext } from '../../rule.ts'
import { recordedCall } from '../../torch/equivalent.ts'
import { metalTestAt } from '../../torch/metal-test.ts'
import { whyMoved } from './prose.ts'

/**
 * What is moved to the GPU behind a test for CUDA is moved where there is Metal too, with all else that is moved behind that
 * test; where a switch of the program's own is before it, only the device changes. None where something else behind the test
 * needs CUDA.
 */
export function movedWhereMetal(call: CallSeen, guard: Guard, context: AuditContext): Edits {
  const byType = moveByType(context, call.module)
  if (!byType) return []
  if (guard.value !== undefined) {
    const own = allBehind(guard, context)
    return own.length > 0 ? [...own, ...byType] : []
  }
  if (byType.length > 0 || SAYS_WHAT_IS_THERE.test(unparse(guard.test))) return []
  return moveOf(call, context) ?? []
}

/** A flag that says that there is CUDA is no wish: nobody sets it on a Mac. */
const SAYS_WHAT_IS_THERE = /(?:cuda|gpu)\w*_?avail|has_?(?:cuda|gpu)/i

/** The edits of a call that puts something on CUDA by that name; undefined for one that does not. */
function moveOf(call: CallSeen, context: AuditContext): Edits | undefined {
  if (call.name === '.cuda') return moveToDevice(context, call)
  const named = deviceArguments(call).filter(({ value }) => isOnlyCuda(value))
  if (named.length === 0 || call.name === 'torch.device') return undefined
  return named.flatMap(({ argument }) =>
    cudaText(argument.value) ? nameDevice(context, call, argument.value) : [undefined],
  )
}

function allBehind({ test, side, basis, place }: Guard, context: AuditContext): Edits {
  const behind = callsBehind(context).get(keyOf(place)) ?? []
  const [first] = behind
  if (!first) return []
  const others = behind.filter((call) => moveOf(call, context) === undefined)
  if (others.some((call) => needsCuda(call, context))) return []
  const around = { ...first, module: place.module }
  const metal = metalTestAt(context, { ...around, at: test.at })
  const asked = askedBesideCuda({ ...around, test, basis }, side, context)
  if (!metal || !asked || (!side && asked.length > 0) || /^(?:lambda|conditional|named)$/.test(test.kind)) return []
  // A denied disjunction would need parentheses.
  if (!side && test.kind === 'boolean' && test.operator === 'or') return []
  const text = side ? ` or ${[metal.code, ...asked].join(' and ')}` : ` and ${metal.denied}`
  const asks = insertAt(around, test.end, text, { safety: metal.safety, why: whyMoved })
  return [asks, ...behind.flatMap((call) => moveOf(call, context) ?? [])]
}

/** Whether a call fails on Metal, or loads what was written on CUDA to there. */
function needsCuda(call: CallSeen, context: AuditContext): boolean {
  if (call.name === 'torch.load') return !call.keywords.has('map_location')
  if (/^torch\.cuda\.(?:manual_seed|empty_cache|is_|device_count)/.test(call.name)) return false
  if (/^torch\.(?:cuda|distributed)\.|DistributedDataParallel$/.test(call.name)) return true
  return recordedCall(context, call.name)?.behaviour === 'raises' || /cuda/i.test(unparse(call.node.callee))
}

/** The calls behind each condition. */
const callsBehind = memoized((context: AuditContext) => {
  const found = context.index.byKind.call.flatMap((call) =>
    call.guards.flatMap((guard) =>
      guard.basis.length > 0 ? [{ call, key: keyOf(guard.place), side: guard.side, value: guard.value }] : [],
    ),
  )
  // What is on the other side runs no longer on a Mac.
  const behind = groupBy(
    found.filter(({ side, value }) => value !== side),
    ({ key }) => key,
  )
  return new Map([...behind].map(([key, all]) => [key, all.map(({ call }) => call)]))
})

function keyOf({ module, at, end }: Place): string {
  return `${module.path}\0${at}\0${end}`
}
