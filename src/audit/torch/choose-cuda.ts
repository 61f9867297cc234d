/** Edits by which code that was written for Metal takes CUDA where there is CUDA, and does what it did on a Mac. */
import type { CallSeen } from '../../trace/observation.ts'
import type { Expression } from '../../trace/syntax.ts'
import { type Editable, editAt, insertAt } from '../finding/edit-at.ts'
import type { Edits } from '../finding/fix-by.ts'
import type { AuditContext } from '../rule.ts'
import { metalInQuotesOf } from './choose-metal.ts'
import { type Position, torchNameAt } from './torch-name.ts'
import { torchIn } from './written-out.ts'

const about = {
  safety: 'suggested',
  why: 'With CUDA this is CUDA’s; on a Mac it is what it was.',
} as const

/** `"cuda" if torch.cuda.is_available() else ` before a text that names Metal and stands by itself. */
export function chooseCuda(
  context: AuditContext,
  around: Editable & Omit<Position, 'at'>,
  text: Expression | undefined,
): Edits {
  const torch = text && torchNameAt(context, { ...around, at: text.at })
  if (text?.kind !== 'string' || torch === undefined) return [undefined]
  const cuda = metalInQuotesOf(around, text).replace('mps', 'cuda')
  return [insertAt(around, text.at, `${cuda} if ${torch}.cuda.is_available() else `, about)]
}

/** Functions of `torch.mps` that `torch.cuda` has by the same name, with as many arguments as both take. */
const TWINS: ReadonlyMap<string, number> = new Map([
  ['torch.mps.empty_cache', 0],
  ['torch.mps.synchronize', 0],
  ['torch.mps.get_rng_state', 0],
  ['torch.mps.set_rng_state', 1],
  ['torch.mps.Event', 1],
])

/** What `torch.cuda` has under another name. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['torch.mps.current_allocated_memory', 'memory_allocated'],
  ['torch.mps.driver_allocated_memory', 'memory_reserved'],
])

/** `torch.mps.synchronize()` that goes to `torch.cuda` where there is CUDA; none where CUDA has no such function. */
export function callCudaTwin({ name, node, module }: CallSeen): Edits {
  const { callee, arguments: given } = node
  const torch = torchIn(callee, name)?.id
  if (torch === undefined || callee.kind !== 'attribute' || given.some(({ star }) => star)) return []
  const choice = `${torch}.cuda.is_available() else`
  const renamed = RENAMED.get(name)
  if (renamed !== undefined && given.length === 0) {
    const before = `(${torch}.cuda.${renamed}() if ${choice} `
    return [insertAt({ module }, node.at, before, about), insertAt({ module }, node.end, ')', about)]
  }
  const most = TWINS.get(name)
  const isTaken = most !== undefined && given.length <= most && given.every((each) => isTakenByBoth(name, each.name))
  const { object } = callee
  const twin = `(${torch}.cuda if ${choice} ${torch}.mps)`
  return isTaken ? [editAt({ module }, { at: object.at, end: object.end }, twin, about)] : []
}

/** Positions, and the one option of an event that both have. */
function isTakenByBoth(name: string, keyword: string | undefined): boolean {
  return keyword === undefined ? name !== 'torch.mps.Event' : keyword === 'enable_timing'
}
