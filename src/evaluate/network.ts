/** Calls of networks, which run what their class has as `forward`. Of what these are given and give only tensors are followed. */
import type { Parameter } from '../project/python/tree.ts'
import { collectionOf } from './bounded-values.ts'
import type { Arguments } from './arguments.ts'
import { passTo } from './command-line.ts'
import { makeFirst } from './construct.ts'
import type { Frame } from './frame.ts'
import { LIST_LIMIT, holdsTensor } from './lists.ts'
import { fieldOf, type FunctionState, functionState } from './program.ts'
import { join, type ObjectValue, options, type Tensor, UNKNOWN, type Value } from '../trace/value.ts'

/** `model(x)`: the tensors that it gives; not known where it has no `forward` of the project's own. */
export function callNetwork({ class: own }: ObjectValue, passed: Arguments, frame: Frame): Value {
  const { program, engine } = frame
  const method = fieldOf(program, own, 'forward')
  const state = method?.kind === 'function' ? functionState(program, method.function) : undefined
  if (!state || frame.live === 'no') return UNKNOWN
  makeFirst(own, frame)
  passTensors(state, passed)
  return tensorsIn(engine.enter(state), asItIs)
}

function passTensors({ definition, passed }: FunctionState, given: Arguments): void {
  const [, ...parameters] = definition.parameters
  const end = parameters.findIndex(({ star }) => star)
  const named: readonly Parameter[] = end === -1 ? parameters : parameters.slice(0, end)
  for (const [index, { name }] of named.entries()) {
    const value = (given.positional[index] ?? given.keywords.get(name))?.value
    // What is left out may be given elsewhere.
    if (value || passed.has(name) || given.open) passTo(passed, name, value ? tensorsIn(value, workedOn) : UNKNOWN)
  }
}

/** A value as far as it is made of tensors, each of which counts as `counted` says. */
function tensorsIn(value: Value, counted: (tensor: Tensor) => Tensor): Value {
  return join(
    options(value).map((own): Value => {
      if (own.kind === 'tensor') return counted(own)
      if (own.kind === 'table') return holdsTensor(own) ? own : UNKNOWN
      if (own.kind !== 'collection' || !holdsTensor(own) || own.items.length > LIST_LIMIT) return UNKNOWN
      const items = own.items.map((item) => (item.kind === 'tensor' ? counted(item) : UNKNOWN))
      return own.anyNumber ? { ...own, items: options(join(items)) } : collectionOf(items)
    }),
  )
}

function asItIs(tensor: Tensor): Tensor {
  return tensor
}

/** A network works where it is: that a line tries it out with tensors of the CPU does not say that others stay there. */
function workedOn(tensor: Tensor): Tensor {
  if (tensor.device === 'mps') return tensor
  const { device: _, unplaced: __, ...rest } = tensor
  return rest
}
