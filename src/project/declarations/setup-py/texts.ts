import type { Call, Expression, Subscript } from '../../python/tree.ts'
import type { Bindings } from './bindings.ts'
import { choices, follow, type Context } from './context.ts'
import { entriesOf } from './entries.ts'
import { stringOf } from './string-of.ts'

/** A text that a list holds, where it is written and when it is in the list. */
export interface Text {
  readonly text: string
  readonly at: number
  readonly end: number
  readonly marker: string | undefined
  /** Whether it is written as an item of a list, and not as a key by which one is looked up. */
  readonly isItem?: boolean
}

/** Functions that hand on the items of their arguments, and methods that hand on those of their object. */
const PASSING = new Set(['list', 'tuple', 'set', 'sorted', 'sum', 'chain', 'frozenset', 'str', 'unique'])
const PASSING_METHODS = new Set(['copy', 'union', 'split', 'splitlines', 'strip', 'format', 'values', 'items', 'get'])
/** The texts that an expression comes to as a list, as far as literals and names bound to them tell. */
export function textsOf(expression: Expression, context: Context): readonly Text[] {
  switch (expression.kind) {
    case 'string':
    case 'formatted': {
      const { at, end } = expression
      const lines = stringOf(expression, context.bindings).split('\n')
      return lines
        .filter((text) => text.trim() !== '')
        .map((text) => ({ text: text.trim(), at, end, marker: context.marker }))
    }
    case 'sequence':
      return expression.items.flatMap((item) => asItem(textsOf(item, context), item))
    case 'name':
      return follow(expression.id, context, (bound) =>
        bound.key === undefined ? textsOf(bound.value, bound.context) : [],
      )
    case 'binary': {
      const whole = stringOf(expression, context.bindings)
      if (whole !== '') return [{ text: whole, at: expression.at, end: expression.end, marker: context.marker }]
      return [expression.left, expression.right].flatMap((side) => textsOf(side, context))
    }
    case 'boolean':
      return [expression.left, expression.right].flatMap((side) => textsOf(side, context))
    case 'conditional':
      return choices(expression, context).flatMap(([choice, place]) => textsOf(choice, place))
    case 'subscript':
      return textsOfSubscript(expression, context)
    case 'comprehension':
      return expression.clauses.flatMap((clause) => (clause.target ? textsOf(clause.value, context) : []))
    case 'mapping':
      return expression.entries.flatMap((entry) => textsOf(entry.value, context))
    case 'wrapped':
    case 'named':
      return textsOf(expression.value, context)
    case 'call':
      return textsOfCall(expression, context)
    default:
      return []
  }
}

function asItem(texts: readonly Text[], item: Expression): readonly Text[] {
  return item.kind === 'string' ? texts.map((text) => ({ ...text, isItem: true })) : texts
}

function textsOfSubscript({ object, index }: Subscript, context: Context): readonly Text[] {
  const [key] = index
  if (key?.kind !== 'string') return []
  // A table of requirements by name that the script computes: the name is all there is to know.
  if (object.kind === 'name' && context.bindings.get(object.id)?.some(({ value }) => value.kind === 'comprehension'))
    return textsOf(key, context)
  const entries = entriesOf(object, context).filter((entry) => entry.key === key.value)
  return entries.flatMap((entry) => textsOf(entry.value, { ...context, marker: entry.marker }))
}

function textsOfCall({ callee, arguments: given }: Call, context: Context): readonly Text[] {
  const name = callee.kind === 'name' ? callee.id : callee.kind === 'attribute' ? callee.name : ''
  if (callee.kind === 'attribute' && PASSING_METHODS.has(name)) return textsOf(callee.object, context)
  if (PASSING.has(name)) return given.flatMap((argument) => textsOf(argument.value, context))
  if (callee.kind !== 'name') return []
  if (looksUp(callee.id, context.bindings))
    return given.flatMap((argument) => textsOf(argument.value, context)).map((text) => ({ ...text, isItem: false }))
  return textsOf(callee, context)
}

/** Whether a function of the script finds in a table what its arguments name: `return [table[each] for each in names]`. */
function looksUp(name: string, bindings: Bindings): boolean {
  const returned = bindings.get(name)?.map((bound) => bound.value) ?? []
  return returned.some(
    (value) => value.kind === 'comprehension' && value.result.some((each) => each.kind === 'subscript'),
  )
}
