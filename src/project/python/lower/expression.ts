import type { Argument, Comprehension, Expression } from '../tree.ts'
import { fitted } from './fitted.ts'
import { numberLiteral } from './number-literal.ts'
import { field, fields, named, type SyntaxNode } from './node.ts'
import { lowerParameters } from './parameter.ts'
import { spanOf, startOf, textOf } from './place.ts'
import { lowerConcatenated, lowerString } from './string.ts'

/** Deepest nesting that is followed; real code stays far below, and the stack is not endless. */
const DEPTH_LIMIT = 150

/** Lowers an expression node. Nodes that no consumer asks about keep the expressions inside them. */
export function lowerExpression(node: SyntaxNode): Expression {
  const { source } = node
  if (source.depth >= DEPTH_LIMIT) return { kind: 'opaque', ...spanOf(node), children: [] }
  source.depth++
  const lowered = lower(node)
  source.depth--
  return lowered
}

function lower(node: SyntaxNode): Expression {
  const { at, end } = spanOf(node)
  switch (node.type) {
    case 'identifier':
      return { kind: 'name', at, end, id: textOf(node) }
    case 'attribute': {
      const name = field(node, 'attribute')
      const object = field(node, 'object')
      if (!name || !object) return opaque(node)
      return { kind: 'attribute', at, end, object: lowerExpression(object), name: textOf(name), nameAt: startOf(name) }
    }
    case 'call':
      return lowerCall(node)
    case 'string':
      return lowerString(node, lowerExpression)
    case 'concatenated_string':
      return lowerConcatenated(node, lowerExpression)
    case 'integer':
    case 'float':
      return numberLiteral(textOf(node), { at, end })
    case 'true':
    case 'false':
      return { kind: 'constant', at, end, value: node.type === 'true' }
    case 'none':
      return { kind: 'constant', at, end, value: null }
    case 'tuple':
    case 'expression_list':
    case 'pattern_list':
    case 'tuple_pattern':
      return { kind: 'sequence', at, end, type: 'tuple', items: children(node) }
    case 'list':
    case 'list_pattern':
      return { kind: 'sequence', at, end, type: 'list', items: children(node) }
    case 'set':
      return { kind: 'sequence', at, end, type: 'set', items: children(node) }
    case 'dictionary':
      return { kind: 'mapping', at, end, entries: named(node).flatMap(lowerEntry) }
    case 'subscript': {
      const [object, ...index] = named(node)
      if (!object) return opaque(node)
      return { kind: 'subscript', at, end, object: lowerExpression(object), index: index.map(lowerExpression) }
    }
    case 'conditional_expression': {
      const [then, test, otherwise] = named(node)
      if (!then || !test || !otherwise) return opaque(node)
      return {
        kind: 'conditional',
        at,
        end,
        test: lowerExpression(test),
        then: lowerExpression(then),
        otherwise: lowerExpression(otherwise),
      }
    }
    case 'boolean_operator':
      return lowerOperands(node, (left, right, operator) => ({
        kind: 'boolean',
        at,
        end,
        operator: operator === 'and' ? 'and' : 'or',
        left,
        right,
      }))
    case 'binary_operator':
      return lowerOperands(node, (left, right, operator) => ({ kind: 'binary', at, end, operator, left, right }))
    case 'not_operator': {
      const operand = field(node, 'argument')
      return operand ? { kind: 'not', at, end, operand: lowerExpression(operand) } : opaque(node)
    }
    case 'unary_operator': {
      const operand = field(node, 'argument')
      const operator = field(node, 'operator')
      return operand
        ? { kind: 'unary', at, end, operator: operator ? textOf(operator) : '-', operand: lowerExpression(operand) }
        : opaque(node)
    }
    case 'comparison_operator':
      return lowerComparison(node)
    case 'lambda': {
      const body = field(node, 'body')
      if (!body) return opaque(node)
      return {
        kind: 'lambda',
        at,
        end,
        parameters: lowerParameters(field(node, 'parameters'), lowerExpression),
        body: lowerExpression(body),
      }
    }
    case 'list_comprehension':
    case 'set_comprehension':
    case 'dictionary_comprehension':
    case 'generator_expression':
      return lowerComprehension(node)
    case 'named_expression': {
      const name = field(node, 'name')
      const value = field(node, 'value')
      return name && value
        ? { kind: 'named', at, end, name: textOf(name), value: lowerExpression(value) }
        : opaque(node)
    }
    case 'await':
    case 'yield':
    case 'list_splat':
    case 'list_splat_pattern':
    case 'dictionary_splat': {
      const [value] = named(node)
      const how = node.type === 'await' || node.type === 'yield' ? node.type : 'star'
      return value ? { kind: 'wrapped', at, end, how, value: lowerExpression(value) } : opaque(node)
    }
    case 'parenthesized_expression':
    case 'type':
    case 'as_pattern_target': {
      const inside = named(node)
      return inside.length === 1 && inside[0] ? lowerExpression(inside[0]) : opaque(node)
    }
    default:
      return opaque(node)
  }
}

function children(node: SyntaxNode): readonly Expression[] {
  return fitted(named(node).map(lowerExpression))
}

function opaque(node: SyntaxNode): Expression {
  const { at, end } = spanOf(node)
  return { kind: 'opaque', at, end, children: children(node) }
}

function lowerOperands(
  node: SyntaxNode,
  make: (left: Expression, right: Expression, operator: string) => Expression,
): Expression {
  const left = field(node, 'left')
  const right = field(node, 'right')
  if (!left || !right) return opaque(node)
  const operator = field(node, 'operator')
  return make(lowerExpression(left), lowerExpression(right), operator ? textOf(operator) : '')
}

function lowerComparison(node: SyntaxNode): Expression {
  const [first, ...others] = named(node)
  if (!first) return opaque(node)
  const operators = fields(node, 'operators').map((operator) => textOf(operator).replace(/\s+/g, ' '))
  return {
    kind: 'comparison',
    ...spanOf(node),
    left: lowerExpression(first),
    rest: others.map((right, index) => ({ operator: operators[index] ?? '', right: lowerExpression(right) })),
  }
}

function lowerCall(node: SyntaxNode): Expression {
  const callee = field(node, 'function')
  const list = field(node, 'arguments')
  if (!callee || !list) return opaque(node)
  const { at, end } = spanOf(node)
  return {
    kind: 'call',
    at,
    end,
    callee: lowerExpression(callee),
    arguments: list.type === 'argument_list' ? fitted(lowerArguments(list)) : [plainArgument(list)],
  }
}

/** The arguments of a call, or the bases of a class. */
export function lowerArguments(list: SyntaxNode): Argument[] {
  return named(list).map((node) => {
    if (node.type === 'keyword_argument') {
      const name = field(node, 'name')
      const value = field(node, 'value')
      if (name && value) {
        const { at, end } = spanOf(node)
        return { at, end, name: textOf(name), value: lowerExpression(value) }
      }
    }
    if (node.type === 'list_splat' || node.type === 'dictionary_splat') {
      const [value] = named(node)
      if (value) {
        const star = node.type === 'list_splat' ? '*' : '**'
        return { star, ...spanOf(node), value: lowerExpression(value) }
      }
    }
    return plainArgument(node)
  })
}

function plainArgument(node: SyntaxNode): Argument {
  const { at, end } = spanOf(node)
  return { at, end, value: lowerExpression(node) }
}

function lowerEntry(node: SyntaxNode): { key: Expression | undefined; value: Expression }[] {
  if (node.type === 'pair') {
    const key = field(node, 'key')
    const value = field(node, 'value')
    return key && value ? [{ key: lowerExpression(key), value: lowerExpression(value) }] : []
  }
  return [{ key: undefined, value: lowerExpression(node) }]
}

function lowerComprehension(node: SyntaxNode): Comprehension {
  const clauses: { target?: Expression; value: Expression }[] = []
  const result: Expression[] = []
  for (const child of named(node)) {
    if (child.type === 'for_in_clause') {
      const target = field(child, 'left')
      const value = field(child, 'right')
      if (target && value) clauses.push({ target: lowerExpression(target), value: lowerExpression(value) })
    } else if (child.type === 'if_clause') {
      const [value] = named(child)
      if (value) clauses.push({ value: lowerExpression(value) })
    } else if (child.type === 'pair') {
      result.push(...children(child))
    } else {
      result.push(lowerExpression(child))
    }
  }
  return { kind: 'comprehension', ...spanOf(node), result, clauses }
}
