/** Making objects of the project's own classes. */
import type { ClassDefinition, Span } from '../project/python/tree.ts'
import type { TracedClass } from '../trace/definition.ts'
import type { Value } from '../trace/value.ts'
import type { Arguments } from './arguments.ts'
import { passTo } from './command-line.ts'
import { type Frame, placeOf } from './frame.ts'
import { callIn, constructorOf, passArguments } from './function.ts'
import { classState } from './program.ts'

/** What calling a class of the project gives; its constructor gets the arguments. */
export function construct(made: TracedClass, call: Span, passed: Arguments, frame: Frame): Value {
  const object: Value = { kind: 'object', class: made, made: placeOf(frame, call) }
  const state = classState(frame.program, made)
  if (state && frame.live === 'no') state.deadMakings++
  else state?.liveMakings.push(callIn(frame))
  const init = constructorOf(made, frame)
  if (init) {
    passArguments(init, passed, object, frame)
    return object
  }
  if (!state) return object
  for (const [name, { value }] of passed.keywords) passTo(state.table.now, name, value)
  if (passed.positional.length > 0)
    for (const [index, name] of fieldsOf(state.definition).entries()) {
      const given = passed.positional[index]
      if (given) passTo(state.table.now, name, given.value)
    }
  return object
}

/**
 * While values are gathered, sees to it that it is known what an object holds before one of its methods is evaluated: the
 * constructor has its turn then, and another where it is called again.
 */
export function makeFirst(made: TracedClass, frame: Frame): void {
  const init = frame.observe ? undefined : constructorOf(made, frame)
  if (init) frame.engine.enter(init)
}

/** The fields of a data class or named tuple in the order in which its objects are given them. */
function fieldsOf({ body }: ClassDefinition): readonly string[] {
  return body.flatMap((statement) => {
    const [target] = statement.kind === 'assignment' && statement.annotation ? statement.targets : []
    return target?.kind === 'name' ? [target.id] : []
  })
}
