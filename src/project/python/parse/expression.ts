import { fitted } from '../lower/fitted.ts'
import { numberLiteral } from '../lower/number-literal.ts'
import type { Argument, Comparison, Expression } from '../tree.ts'
import { argumentsInBrackets, isBareName } from './arguments.ts'
import { braces, brackets, parentheses } from './collection.ts'
import { BINDING, BITWISE, COMPARISON, NEGATION } from './operators.ts'
import { parameters } from './parameter.ts'
import { strings } from './string.ts'
import { advance, descend, expect, fail, skip, type Tokens } from './tokens.ts'

/** An expression that stands by itself: a conditional, a lambda, `name := value`, or operands and operators. */
export function expression(tokens: Tokens): Expression {
  const { at } = tokens
  descend(tokens)
  const value = tokens.kind === 'lambda' ? lambda(tokens) : choice(tokens, at, operation(tokens, 0))
  tokens.nesting--
  return value
}

function choice(tokens: Tokens, at: number, then: Expression): Expression {
  if (tokens.kind === ':=' && isBareName(tokens, at, then)) {
    advance(tokens)
    const value = expression(tokens)
    return { kind: 'named', at, end: tokens.lastEnd, name: then.id, value }
  }
  if (!skip(tokens, 'if')) return then
  const test = operation(tokens, 0)
  expect(tokens, 'else')
  const otherwise = expression(tokens)
  return { kind: 'conditional', at, end: tokens.lastEnd, test, then, otherwise }
}

function lambda(tokens: Tokens): Expression {
  const { at } = tokens
  advance(tokens)
  const taken = parameters(tokens, ':', expression)
  expect(tokens, ':')
  const body = expression(tokens)
  return { kind: 'lambda', at, end: tokens.lastEnd, parameters: taken, body }
}

/** Operands joined by operators that bind at least as tightly as `least`. */
function operation(tokens: Tokens, least: number): Expression {
  const { at, nesting } = tokens
  let left = tokens.kind === 'not' ? negation(tokens) : operand(tokens)
  for (;;) {
    const { kind } = tokens
    const binding = BINDING.get(kind)
    if (binding === undefined || binding < least) break
    // Each makes the tree one node deeper.
    descend(tokens)
    if (binding === COMPARISON) {
      left = comparison(tokens, at, left)
      continue
    }
    advance(tokens)
    const right = operation(tokens, binding + 1)
    const { lastEnd: end } = tokens
    left =
      kind === 'and' || kind === 'or'
        ? { kind: 'boolean', at, end, operator: kind, left, right }
        : { kind: 'binary', at, end, operator: kind, left, right }
  }
  tokens.nesting = nesting
  return left
}

function negation(tokens: Tokens): Expression {
  const { at } = tokens
  descend(tokens)
  advance(tokens)
  const value = operation(tokens, NEGATION)
  tokens.nesting--
  return { kind: 'not', at, end: tokens.lastEnd, operand: value }
}

function comparison(tokens: Tokens, at: number, left: Expression): Comparison {
  const rest: { operator: string; right: Expression }[] = []
  while (BINDING.get(tokens.kind) === COMPARISON) {
    const operator = comparing(tokens)
    rest.push({ operator, right: operation(tokens, BITWISE) })
  }
  return { kind: 'comparison', at, end: tokens.lastEnd, left, rest: fitted(rest) }
}

/** Passes over an operator that compares, of one word or two. */
function comparing(tokens: Tokens): string {
  const { kind } = tokens
  advance(tokens)
  if (kind === 'is') return skip(tokens, 'not') ? 'is not' : 'is'
  if (kind !== 'not') return kind
  expect(tokens, 'in')
  return 'not in'
}

/** What stands between operators: a primary, with its power and its sign. */
function operand(tokens: Tokens): Expression {
  const { at, kind } = tokens
  if (kind !== '-' && kind !== '+' && kind !== '~') return power(tokens)
  descend(tokens)
  advance(tokens)
  const value = operand(tokens)
  tokens.nesting--
  return { kind: 'unary', at, end: tokens.lastEnd, operator: kind, operand: value }
}

function power(tokens: Tokens): Expression {
  const { at } = tokens
  const left = tokens.kind === 'await' ? awaited(tokens) : primary(tokens)
  if (tokens.kind !== '**') return left
  descend(tokens)
  advance(tokens)
  const right = operand(tokens)
  tokens.nesting--
  return { kind: 'binary', at, end: tokens.lastEnd, operator: '**', left, right }
}

function awaited(tokens: Tokens): Expression {
  const { at } = tokens
  advance(tokens)
  const value = primary(tokens)
  return { kind: 'wrapped', at, end: tokens.lastEnd, how: 'await', value }
}

/** An atom with the attributes, calls and subscripts behind it. */
function primary(tokens: Tokens): Expression {
  const { at, nesting } = tokens
  let value = atom(tokens)
  for (;;) {
    const { kind } = tokens
    if (kind !== '.' && kind !== '(' && kind !== '[') break
    descend(tokens)
    if (kind === '.') value = attribute(tokens, at, value)
    else if (kind === '(') {
      const given = callArguments(tokens)
      value = { kind: 'call', at, end: tokens.lastEnd, callee: value, arguments: given }
    } else {
      const index = subscripts(tokens)
      value = { kind: 'subscript', at, end: tokens.lastEnd, object: value, index }
    }
  }
  tokens.nesting = nesting
  return value
}

function attribute(tokens: Tokens, at: number, object: Expression): Expression {
  advance(tokens)
  const { kind, name, at: nameAt } = tokens
  if (kind !== 'name') fail(tokens)
  advance(tokens)
  return { kind: 'attribute', at, end: tokens.lastEnd, object, name, nameAt }
}

function atom(tokens: Tokens): Expression {
  const { text, from, to, at, end, kind } = tokens
  switch (kind) {
    case 'name': {
      const { name } = tokens
      advance(tokens)
      return { kind: 'name', at, end, id: name }
    }
    case 'string':
    case 'formatted':
      return strings(tokens, expressions)
    case 'number':
      advance(tokens)
      return numberLiteral(text.slice(from, to), { at, end })
    case 'True':
    case 'False':
      advance(tokens)
      return { kind: 'constant', at, end, value: kind === 'True' }
    case 'None':
      advance(tokens)
      return { kind: 'constant', at, end, value: null }
    case '(':
      return parentheses(tokens, PARTS)
    case '[':
      return brackets(tokens, PARTS)
    case '{':
      return braces(tokens, PARTS)
    case '...':
      advance(tokens)
      break
    default:
      fail(tokens)
  }
  return { kind: 'opaque', at, end, children: [] }
}

/** The arguments of a call, or the bases of a class, with the brackets around them. */
export function callArguments(tokens: Tokens): readonly Argument[] {
  return argumentsInBrackets(tokens, PARTS)
}

function subscripts(tokens: Tokens): readonly Expression[] {
  const index: Expression[] = []
  expect(tokens, '[')
  do index.push(tokens.kind === '*' ? starred(tokens) : slice(tokens))
  while (skip(tokens, ',') && tokens.kind !== ']')
  expect(tokens, ']')
  return fitted(index)
}

function slice(tokens: Tokens): Expression {
  const { at } = tokens
  const first = tokens.kind === ':' ? undefined : expression(tokens)
  if (first && tokens.kind !== ':') return first
  const children = first ? [first] : []
  for (let count = 0; count < 2 && skip(tokens, ':'); count++) {
    const { kind } = tokens
    if (kind !== ':' && kind !== ']' && kind !== ',') children.push(expression(tokens))
  }
  return { kind: 'opaque', at, end: tokens.lastEnd, children: fitted(children) }
}

/** `*values`, where several values stand. */
function starred(tokens: Tokens): Expression {
  const { at } = tokens
  advance(tokens)
  const value = operation(tokens, BITWISE)
  return { kind: 'wrapped', at, end: tokens.lastEnd, how: 'star', value }
}

function element(tokens: Tokens): Expression {
  return tokens.kind === '*' ? starred(tokens) : expression(tokens)
}

/** What a value is given to: a name, an attribute, an item, or all of a list. */
export function target(tokens: Tokens): Expression {
  return tokens.kind === '*' ? starred(tokens) : operation(tokens, BITWISE)
}

/** A target, several of which make a tuple. */
export function targets(tokens: Tokens): Expression {
  return several(tokens, target)
}

/** An expression, several of which make a tuple, or a `yield`. */
export function expressions(tokens: Tokens): Expression {
  return tokens.kind === 'yield' ? yielded(tokens) : several(tokens, element)
}

function several(tokens: Tokens, one: (tokens: Tokens) => Expression): Expression {
  const { at } = tokens
  const first = one(tokens)
  if (tokens.kind !== ',') return first
  const items = [first]
  while (skip(tokens, ',') && beginsExpression(tokens)) items.push(one(tokens))
  return { kind: 'sequence', at, end: tokens.lastEnd, type: 'tuple', items: fitted(items) }
}

function yielded(tokens: Tokens): Expression {
  const { at, end } = tokens
  advance(tokens)
  if (!beginsExpression(tokens) && tokens.kind !== 'from') return { kind: 'opaque', at, end, children: [] }
  const value = skip(tokens, 'from') ? expression(tokens) : several(tokens, element)
  return { kind: 'wrapped', at, end: tokens.lastEnd, how: 'yield', value }
}

const BEGINS_EXPRESSION: ReadonlySet<string> = new Set(
  'name number string formatted ( [ { ... * - + ~ not lambda await True False None'.split(' '),
)

function beginsExpression({ kind }: Tokens): boolean {
  return BEGINS_EXPRESSION.has(kind)
}

/** What collections are made of. */
const PARTS = { element, expression, targets, condition: (tokens: Tokens) => operation(tokens, 0), yielded }
