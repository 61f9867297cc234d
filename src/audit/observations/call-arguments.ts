import type { CallSeen } from '../../trace/observation.ts'
import { options, truth, type Value } from '../../trace/value.ts'
import { isOfSeveralLines } from '../../trace/site.ts'
import type { Span } from '../../trace/syntax.ts'

/** An argument of a call and its value. */
export type Passed = CallSeen['positional'][number]

/** What a call is given under a name, or at a position for functions that take it there too. */
export function passedTo(call: CallSeen, name: string, position?: number): Passed | undefined {
  return call.keywords.get(name) ?? (position === undefined ? undefined : call.positional[position])
}

/** The text that a value surely is; undefined when it may be another, or no text. */
export function textOf(value: Value | undefined): string | undefined {
  const text = value?.kind === 'constant' && !value.partial ? value.value : undefined
  return typeof text === 'string' ? text : undefined
}

/** The texts that a value may be. */
export function textsOf(value: Value): readonly string[] {
  return options(value).flatMap((option) => textOf(option) ?? [])
}

/** Whether a value is true for sure, not only under circumstances. */
export function isTrue(value: Value | undefined): boolean {
  return value !== undefined && truth(value) === true
}

/** The code of a method's name and arguments, without the object before it: in a chain of calls, its own lines. */
export function methodSpan({ node }: CallSeen): Span {
  return node.callee.kind === 'attribute' ? { at: node.callee.nameAt, end: node.end } : node
}

/** The same, and of a call over several lines the name alone: there it is decided what is done. */
export function nameSpan(call: CallSeen): Span {
  const own = methodSpan(call)
  const { callee } = call.node
  const isLong = isOfSeveralLines({ module: call.module, ...own })
  return isLong ? { at: callee.kind === 'attribute' ? callee.nameAt : callee.at, end: callee.end } : own
}
