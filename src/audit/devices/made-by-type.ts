/**
 * Tensors that a program makes by a type which it chose once, as was usual before PyTorch 0.4: `Tensor = torch.cuda.FloatTensor if
 * cuda else torch.FloatTensor`, then `Tensor(3)` and `images.type(Tensor)`. Metal has no such type: they are moved there.
 */
import type { AssignmentSeen, CallSeen, DecisionSeen } from '../../trace/observation.ts'
import { codeAt, indentationAt, lineEndBehind } from '../../trace/site.ts'
import type { Module } from '../../trace/trace.ts'
import { insertAt } from '../finding/edit-at.ts'
import type { Edits } from '../finding/fix-by.ts'
import { groupBy } from '../group-by.ts'
import { memoized } from '../memoized.ts'
import { seen } from '../observations/seen.ts'
import type { AuditContext, PlannedEdit } from '../rule.ts'
import { metalTestAt, whyAsked } from '../torch/metal-test.ts'
import { askedBesideCuda } from './asked-beside-cuda.ts'
import { passesOverCudaType, switchesCudaType } from './cuda-types.ts'
import { freeName } from './in-scope/free-name.ts'

const WHY = 'There is no tensor type of Metal: what is made by the type of the CPU there is moved to the device.'

/** A type that was chosen, under the name that it was given, with all that is made by it. */
interface ChosenType {
  readonly decision: DecisionSeen
  readonly given: AssignmentSeen
  /** `Tensor(3)` and `images.type(Tensor)`. */
  readonly uses: readonly CallSeen[]
}

/**
 * The edits by which what a module makes by chosen types is on Metal where there is Metal: none where it has no such types, undefined
 * where it cannot be seen what becomes of them. Without these edits a network that is moved to Metal could not take such tensors.
 */
export function moveByType(context: AuditContext, module: Module): Edits | undefined {
  const choices = choicesIn(context).get(module) ?? []
  const types = choices.map((decision) => typeOf(decision, context))
  const [first] = types
  if (types.length === 0) return []
  if (!first || types.some((type) => type === undefined)) return undefined
  const device = deviceBehind(first, context)
  if (!device) return undefined
  const { name, edit } = device
  const moves = types.flatMap((type) =>
    (type?.uses ?? []).map((use) => insertAt(use, use.node.end, `.to(${name})`, { safety: edit.safety, why: WHY })),
  )
  return [edit, ...moves]
}

/** Whether all that is made by the type that a decision chooses is moved to a device at once: then the type decides of no device. */
export function isMovedAtOnce(decision: DecisionSeen, context: AuditContext): boolean {
  const type = typeOf(decision, context)
  return (
    type !== undefined &&
    type.uses.length > 0 &&
    type.uses.every(({ module, node }) => movedIn(context).get(module)?.has(node.end))
  )
}

/** The choices of a type of CUDA in each module. */
const choicesIn = memoized((context: AuditContext): ReadonlyMap<Module, readonly DecisionSeen[]> =>
  groupBy(
    seen(context, 'decision').filter((decision) => passesOverCudaType(decision) || switchesCudaType(decision)),
    ({ module }) => module,
  ),
)

/** Undefined for a type that the machine does not decide, for 64-bit floats, and where the name of it is used in other ways. */
function typeOf(decision: DecisionSeen, context: AuditContext): ChosenType | undefined {
  const { node, module } = decision
  const given = assigned(context)
    .get(module)
    ?.find((each) => each.node.value === node)
  const [target] = given?.node.targets ?? []
  if (!passesOverCudaType(decision) || node.kind !== 'conditional' || !given || target?.kind !== 'name')
    return undefined
  const text = codeAt({ module, at: node.at, end: node.end })
  if (text === undefined || /Double|Storage/.test(text) || module.notebook) return undefined
  const uses = (callsIn(context).get(module) ?? []).filter((call) => isMadeBy(call, target.id))
  const isHere = uses.every((use) => given.function === undefined || given.function === use.function)
  // Each place at which the name stands is one of these, or the choice.
  const named = module.source.text.match(new RegExp(`(?<![\\w.])${target.id}\\b`, 'g')) ?? []
  return isHere && named.length === uses.length + 1 ? { decision, given, uses } : undefined
}

function isMadeBy({ node, name }: CallSeen, type: string): boolean {
  const { callee } = node
  if (callee.kind === 'name') return callee.id === type
  const [only, ...others] = node.arguments
  const given = only?.value
  return name === '.type' && others.length === 0 && given?.kind === 'name' && given.id === type
}

/** A device of the machine's, which is written behind the choice of a type; undefined where Metal cannot be asked for there. */
function deviceBehind(
  { decision, given }: ChosenType,
  context: AuditContext,
): { name: string; edit: PlannedEdit } | undefined {
  const { module, node, test } = decision
  const asked = askedBesideCuda(decision, true, context)
  const metal = metalTestAt(context, { ...decision, at: node.at })
  const cuda = codeAt({ module, at: test.at, end: test.end })
  const indentation = indentationAt({ module, at: given.node.at })
  const name = freeName(module, ['device', 'DEVICE', 'torch_device'])
  if (!asked || !metal || indentation === undefined || name === undefined || cuda === undefined) return undefined
  const conditions = [metal.code, ...asked].join(' and ')
  const choice = `"cuda" if ${cuda} else "mps" if ${conditions} else "cpu"`
  const text = `${lineEndBehind({ module, at: node.at })}${indentation}${name} = ${metal.torch}.device(${choice})`
  const edit = insertAt({ module }, given.node.end, text, { safety: metal.safety, why: whyAsked(context, WHY) })
  return edit && { name, edit }
}

const assigned = memoized((context: AuditContext) => groupBy(seen(context, 'assignment'), ({ module }) => module))

const callsIn = memoized((context: AuditContext) => groupBy(context.index.byKind.call, ({ module }) => module))

/** Where that ends which is moved to a device at once: `Tensor(3)` of `Tensor(3).to(device)`. */
const movedIn = memoized((context: AuditContext): ReadonlyMap<Module, ReadonlySet<number>> => {
  const moves = groupBy(seen(context, 'call', '.to'), ({ module }) => module)
  return new Map(
    [...moves].map(([module, calls]) => [
      module,
      new Set(calls.flatMap(({ node: { callee } }) => (callee.kind === 'attribute' ? callee.object.end : []))),
    ]),
  )
})
