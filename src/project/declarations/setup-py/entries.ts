import type { Expression } from '../../python/tree.ts'
import { choices, follow, type Context } from './context.ts'

/** An entry of a dictionary, and when it is in it. */
export interface Entry {
  readonly key: string
  readonly value: Expression
  readonly marker: string | undefined
}

/** The entries that an expression comes to as a dictionary. */
export function entriesOf(expression: Expression, context: Context): readonly Entry[] {
  const { marker } = context
  switch (expression.kind) {
    case 'mapping':
      return expression.entries.flatMap(({ key, value }) => {
        if (key === undefined) return entriesOf(value, context)
        return key.kind === 'string' ? [{ key: key.value, value, marker }] : []
      })
    case 'name':
      return follow(expression.id, context, ({ key, value, context: place }) =>
        key === undefined ? entriesOf(value, place) : [{ key, value, marker: place.marker }],
      )
    case 'call': {
      const { callee } = expression
      if (callee.kind !== 'name') return []
      if (callee.id !== 'dict') return entriesOf(callee, context)
      return expression.arguments.flatMap(({ name, value }) =>
        name === undefined ? entriesOf(value, context) : [{ key: name, value, marker }],
      )
    }
    case 'conditional':
      return choices(expression, context).flatMap(([choice, place]) => entriesOf(choice, place))
    case 'binary':
      return [expression.left, expression.right].flatMap((side) => entriesOf(side, context))
    case 'wrapped':
      return entriesOf(expression.value, context)
    default:
      return []
  }
}
