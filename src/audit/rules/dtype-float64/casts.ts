/** Casts to 64-bit floats, by the way they are written. */
import { dtypeOf } from '../../../trace/dtype.ts'
import type { CallSeen } from '../../../trace/observation.ts'
import type { Passed } from '../../observations/call-arguments.ts'
import { isTooWide } from './too-wide.ts'

/** The 64 bits that something unknown is cast to while it is moved: `.to(device, dtype=torch.float64)`. */
export function castTo64({ name, positional, keywords }: CallSeen): Passed | undefined {
  if (name !== '.to') return undefined
  return [keywords.get('dtype'), ...positional].find((passed) => isTooWide(dtypeOf(passed?.value)))
}

/** `x.type(torch.DoubleTensor)`, which is a cast and a copy to the CPU. */
export function castByClass({ name, positional: [first] }: CallSeen): Passed | undefined {
  const isClass = first?.value.kind === 'external' && first.value.name === 'torch.DoubleTensor'
  return name === '.type' && isClass ? first : undefined
}

/** A parameter of a network, by what it is called or got from: `p.data.double()`, `model.weight.double()`. */
export function isParameter({ node: { callee } }: CallSeen): boolean {
  const held = callee.kind === 'attribute' ? callee.object : undefined
  const name = held?.kind === 'attribute' ? held.name : held?.kind === 'name' ? held.id : ''
  return /^(data|grad|weights?|bias|params?|parameters?)$/.test(name)
}

/** `.double()`, `.to(torch.float64)` and `.type(torch.float64)` */
export function castsToDouble(call: CallSeen): boolean {
  if (call.name === '.double' || call.name === '.cdouble') return call.positional.length === 0
  if (call.name !== '.to' && call.name !== '.type') return false
  return [...call.positional, ...call.keywords.values()].some(({ value }) => isTooWide(dtypeOf(value)))
}
