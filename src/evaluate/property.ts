import type { Value } from '../trace/value.ts'

const PROPERTY = /^(?:cached_property|property)$/

/** Whether a value is a method that is read as an attribute: `@property`, `@functools.cached_property`. */
export function isProperty(value: Value): boolean {
  return (
    value.kind === 'function' &&
    value.function.decorators.some(
      (node) =>
        (node.kind === 'name' && PROPERTY.test(node.id)) || (node.kind === 'attribute' && PROPERTY.test(node.name)),
    )
  )
}
