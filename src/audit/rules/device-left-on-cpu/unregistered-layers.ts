import type { TracedClass } from '../../../trace/definition.ts'
import type { AssignmentSeen, CallSeen } from '../../../trace/observation.ts'
import type { Call, Expression } from '../../../trace/syntax.ts'
import { unparse } from '../../../trace/unparse.ts'
import type { Value } from '../../../trace/value.ts'
import { isModuleClass } from '../../devices/destination.ts'
import { groupBy } from '../../group-by.ts'
import { memoized } from '../../memoized.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { seen } from '../../observations/seen.ts'
import type { AuditContext } from '../../rule.ts'

/** Layers with weights. */
const LAYERS =
  /^torch\.nn\.(?:Linear|Bilinear|Conv\w+|Embedding\w*|LSTM\w*|GRU\w*|RNN\w*|BatchNorm\w+|LayerNorm|GroupNorm|MultiheadAttention|Transformer\w*|PReLU|Sequential)$/

/** What makes a network know the layers that it is given. */
const REGISTERS = /^torch\.nn\.Module(?:List|Dict)$|^torch\.nn\.Sequential$|^\.(?:add_module|register_module)$/

/**
 * Layers that a network on Metal keeps in a plain list or dictionary: `self.layers = [nn.Linear(8, 8) for _ in range(3)]`. They
 * are no part of it, and stay on the CPU when it is moved.
 */
export function unregisteredLayers(context: AuditContext, isOnMetal: (model: Value) => boolean): readonly CallSeen[] {
  const held = new Map<Call, { readonly name: string; readonly owner: TracedClass }>()
  const ofNetwork = ({ function: around }: AssignmentSeen | CallSeen): TracedClass | undefined => {
    const owner = around?.owner
    return owner && isModuleClass(owner) && isOnMetal({ kind: 'object', class: owner }) ? owner : undefined
  }
  for (const assignment of seen(context, 'assignment')) {
    const owner = ofNetwork(assignment)
    const name = owner && keptUnder(assignment.node.targets[0])
    const { value } = assignment.node
    if (name && value) for (const made of madeIn(value, assignment)) held.set(made, { name, owner })
  }
  for (const call of liveCalls(context, '.append')) {
    const owner = ofNetwork(call)
    const { callee } = call.node
    const name = owner && callee.kind === 'attribute' ? attributeOfSelf(callee.object) : undefined
    const [added] = call.node.arguments
    if (owner && name && added?.value.kind === 'call') held.set(added.value, { name, owner })
  }
  if (held.size === 0) return []
  return liveCalls(context, (name) => name === '' || LAYERS.test(name)).filter((call) => {
    const kept = held.get(call.node)
    return kept !== undefined && isLayer(call) && !isRegistered(kept.name, kept.owner, context)
  })
}

function isLayer({ name, callee }: CallSeen): boolean {
  return name !== '' || (callee?.kind === 'class' && isModuleClass(callee.class))
}

/** `layers` of `self.layers = ...` and `self.layers[key] = ...` */
function keptUnder(target: Expression | undefined): string | undefined {
  return target && attributeOfSelf(target.kind === 'subscript' ? target.object : target)
}

function attributeOfSelf(node: Expression): string | undefined {
  return node.kind === 'attribute' && node.object.kind === 'name' && node.object.id === 'self' ? node.name : undefined
}

/** The calls that make what a list or dictionary holds as it is written, or the one that is stored under a key. */
function madeIn(value: Expression, { node }: AssignmentSeen): readonly Call[] {
  const parts =
    value.kind === 'sequence'
      ? value.items
      : value.kind === 'mapping'
        ? value.entries.map((entry) => entry.value)
        : value.kind === 'comprehension'
          ? value.result
          : node.targets[0]?.kind === 'subscript'
            ? [value]
            : []
  return parts.filter((part) => part.kind === 'call')
}

/** Whether the class makes such layers a part of itself after all, or moves what it holds by itself. */
function isRegistered(name: string, owner: TracedClass, context: AuditContext): boolean {
  const calls = callsByClass(context).get(owner) ?? []
  return calls.some(({ name: called, node, function: around }) => {
    const { callee } = node
    if (callee.kind === 'name' && callee.id === 'setattr') return true
    if (/^\.(?:to|cuda)$/.test(called)) return around?.name.endsWith('.forward') !== true
    if (!REGISTERS.test(called)) return false
    return called.startsWith('.') || node.arguments.some(({ value }) => unparse(value).includes(`self.${name}`))
  })
}

const callsByClass = memoized((context: AuditContext) =>
  groupBy(
    seen(context, 'call', (name) => name === '' || REGISTERS.test(name) || /^\.(?:to|cuda)$/.test(name)),
    ({ function: around }) => around?.owner,
  ),
)
