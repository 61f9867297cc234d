import { fitted } from '../lower/fitted.ts'
import type { Argument, Expression } from '../tree.ts'
import { clauses, isClause, type Parts } from './collection.ts'
import { advance, expect, fail, skip, type Tokens } from './tokens.ts'

/** The arguments of a call, or the bases of a class, with the brackets around them. */
export function argumentsInBrackets(tokens: Tokens, parts: Parts): readonly Argument[] {
  const { at } = tokens
  const list: Argument[] = []
  expect(tokens, '(')
  while (tokens.kind !== ')' && !tokens.failed) {
    const given = argument(tokens, parts)
    list.push(given)
    if (isClause(tokens)) return [generator(tokens, at, given, list.length, parts)]
    if (!skip(tokens, ',')) break
  }
  expect(tokens, ')')
  return fitted(list)
}

function argument(tokens: Tokens, { expression }: Parts): Argument {
  const { at, kind } = tokens
  if (kind === '*' || kind === '**') {
    advance(tokens)
    const value = expression(tokens)
    return { star: kind, at, end: tokens.lastEnd, value }
  }
  const value = expression(tokens)
  if (tokens.kind !== '=' || !isBareName(tokens, at, value)) return { at, end: tokens.lastEnd, value }
  advance(tokens)
  const given = expression(tokens)
  return { at, end: tokens.lastEnd, name: value.id, value: given }
}

/** `f(x for x in y)`: the brackets of the call are those of the only argument. */
function generator(tokens: Tokens, at: number, { name, star, value }: Argument, count: number, parts: Parts): Argument {
  if (count > 1 || name !== undefined || star !== undefined) fail(tokens)
  const found = clauses(tokens, parts)
  expect(tokens, ')')
  const { lastEnd: end } = tokens
  return { at, end, value: { kind: 'comprehension', at, end, result: [value], clauses: found } }
}

/** Whether what was read since `at` is a name without brackets around it. */
export function isBareName({ lastEnd }: Tokens, at: number, value: Expression): value is Expression & { kind: 'name' } {
  return value.kind === 'name' && value.at === at && value.end === lastEnd
}
