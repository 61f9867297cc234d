/** Networks of the project's own, which compute with `forward` when they are called. */
import type { FunctionValue, ObjectValue, Tensor, Value } from '../trace/value.ts'
import type { Arguments, Passed } from './arguments.ts'
import { fieldOf, type Program } from './program.ts'

/** The method that calling a network comes to. */
export function forwardOf(object: ObjectValue, program: Program): FunctionValue | undefined {
  const method = fieldOf(program, object.class, 'forward')
  return method?.kind === 'function' ? { ...method, self: object } : undefined
}

/**
 * What a network is given, as far as it says something of what is computed there: how many dimensions it has, and of whole or
 * complex numbers that they are. A network works where it is, whatever a line that tries it out on the CPU gives it.
 */
export function givenToNetwork({ positional, keywords, open }: Arguments): Arguments {
  return {
    positional: positional.map(unplaced),
    keywords: new Map([...keywords].map(([name, passed]) => [name, unplaced(passed)])),
    open,
  }
}

function unplaced({ argument, value }: Passed): Passed {
  return { argument, value: value.kind === 'tensor' ? shapeOf(value) : value }
}

function shapeOf({ library, dtype, dimensions, layout }: Tensor): Value {
  if (library !== 'torch') return { kind: 'unknown' }
  const isTold = dtype !== undefined && /^(?:u?int|bool|complex64)/.test(dtype)
  return {
    kind: 'tensor',
    library,
    ...(isTold ? { dtype } : {}),
    ...(dimensions === undefined ? {} : { dimensions }),
    ...(layout === undefined ? {} : { layout }),
  }
}
