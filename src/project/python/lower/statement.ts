import type { Expression, Statement, Try } from '../tree.ts'
import { annotationOf } from './annotation.ts'
import { lowerArguments, lowerExpression } from './expression.ts'
import { fitted } from './fitted.ts'
import { field, named, type SyntaxNode } from './node.ts'
import { importedModule, lowerImportFrom } from './import.ts'
import { lowerParameters } from './parameter.ts'
import { spanOf, startOf, textOf } from './place.ts'

/** Deepest nesting of blocks that is followed; deeper code is left out rather than risking the stack. */
const BLOCK_DEPTH_LIMIT = 100

/** Lowers the statements of a block or module. */
export function lowerBlock(node: SyntaxNode | undefined, depth = 0): readonly Statement[] {
  if (!node || depth > BLOCK_DEPTH_LIMIT) return []
  return fitted(named(node).flatMap((child) => lowerStatement(child, depth)))
}

function lowerStatement(node: SyntaxNode, depth: number): Statement[] {
  const { at, end } = spanOf(node)
  const block = (child: SyntaxNode | undefined): readonly Statement[] => lowerBlock(child, depth + 1)
  switch (node.type) {
    case 'expression_statement':
      return lowerExpressionStatement(node)
    case 'if_statement':
      return lowerIf(node, block)
    case 'for_statement':
    case 'while_statement': {
      const isWhile = node.type === 'while_statement'
      const over = field(node, isWhile ? 'condition' : 'right')
      const target = field(node, 'left')
      const otherwise = field(node, 'alternative')
      if (!over) return []
      return [
        {
          kind: 'loop',
          at,
          end,
          while: isWhile,
          over: lowerExpression(over),
          ...(target ? { target: lowerExpression(target) } : {}),
          body: block(field(node, 'body')),
          ...(otherwise ? { otherwise: block(field(otherwise, 'body')) } : {}),
        },
      ]
    }
    case 'try_statement':
      return [lowerTry(node, block)]
    case 'with_statement':
      return [{ kind: 'with', at, end, items: lowerWithItems(node), body: block(field(node, 'body')) }]
    case 'decorated_definition': {
      const definition = field(node, 'definition')
      const decorators = named(node)
        .filter((child) => child.type === 'decorator')
        .flatMap((child) => named(child).slice(0, 1))
      return definition ? lowerDefinition(definition, fitted(decorators.map(lowerExpression)), block) : []
    }
    case 'function_definition':
    case 'class_definition':
      return lowerDefinition(node, [], block)
    case 'return_statement':
    case 'raise_statement': {
      const [value] = named(node)
      const kind = node.type === 'return_statement' ? 'return' : 'raise'
      return [{ kind, at, end, ...(value ? { value: lowerExpression(value) } : {}) }]
    }
    case 'assert_statement': {
      const [test, message] = named(node)
      if (!test) return []
      return [
        {
          kind: 'assert',
          at,
          end,
          test: lowerExpression(test),
          ...(message ? { message: lowerExpression(message) } : {}),
        },
      ]
    }
    case 'delete_statement':
      return [{ kind: 'delete', at, end, targets: named(node).map(lowerExpression) }]
    case 'import_statement':
      return [{ kind: 'import', at, end, names: fitted(named(node).flatMap(importedModule)) }]
    case 'import_from_statement':
      return [lowerImportFrom(node)]
    case 'match_statement':
      return lowerMatch(node, block)
    case 'global_statement':
    case 'nonlocal_statement':
      return [
        {
          kind: 'scope',
          at,
          end,
          global: node.type === 'global_statement',
          names: named(node).map(textOf),
        },
      ]
    case 'pass_statement':
      return [{ kind: 'pass', at, end }]
    case 'break_statement':
      return [{ kind: 'break', at, end }]
    case 'continue_statement':
      return [{ kind: 'continue', at, end }]
    case 'print_statement':
    case 'exec_statement':
      return named(node).map((child) => expressionStatement(lowerExpression(child)))
    case 'ERROR':
      return lowerBroken(node, depth)
    default:
      return []
  }
}

/** What can be saved from a range that did not parse: the statements and expressions standing in it. */
function lowerBroken(node: SyntaxNode, depth: number): Statement[] {
  if (depth > BLOCK_DEPTH_LIMIT) return []
  return named(node).flatMap((child) => {
    if (/_(statement|definition)$|^ERROR$/.test(child.type)) return lowerStatement(child, depth + 1)
    return child.type === 'call' || child.type === 'attribute' || child.type === 'assignment'
      ? [expressionStatement(lowerExpression(child))]
      : []
  })
}

function expressionStatement(value: Expression): Statement {
  return { kind: 'expression', at: value.at, end: value.end, value }
}

function lowerExpressionStatement(node: SyntaxNode): Statement[] {
  const inside = named(node)
  const [first] = inside
  if (!first) return []
  if (first.type === 'assignment') return [lowerAssignment(first)]
  if (first.type === 'augmented_assignment') {
    const target = field(first, 'left')
    const value = field(first, 'right')
    const sign = field(first, 'operator')
    const operator = sign ? textOf(sign).slice(0, -1) : '+'
    if (!target || !value) return []
    const { at, end } = spanOf(node)
    return [
      { kind: 'assignment', at, end, targets: [lowerExpression(target)], value: lowerExpression(value), operator },
    ]
  }
  const values = inside.map(lowerExpression)
  const [value] = values
  const isDocstring = values.length === 1 && (value?.kind === 'string' || value?.kind === 'formatted')
  return isDocstring ? [] : values.map(expressionStatement)
}

function lowerAssignment(node: SyntaxNode): Statement {
  const targets: Expression[] = []
  const type = field(node, 'type')
  let value: SyntaxNode | undefined = node
  while (value?.type === 'assignment') {
    const target = field(value, 'left')
    if (target) targets.push(lowerExpression(target))
    value = field(value, 'right')
  }
  const { at, end } = spanOf(node)
  return {
    kind: 'assignment',
    at,
    end,
    targets: fitted(targets),
    ...(value ? { value: lowerExpression(value) } : {}),
    ...(type ? { annotation: annotationOf(lowerExpression(type)) } : {}),
  }
}

type Block = (node: SyntaxNode | undefined) => readonly Statement[]

function lowerIf(node: SyntaxNode, block: Block): Statement[] {
  const branches: { at: number; end: number; test: Expression; body: readonly Statement[] }[] = []
  let otherwise: readonly Statement[] | undefined
  const add = (branch: SyntaxNode): void => {
    const test = field(branch, 'condition')
    const body = field(branch, 'consequence')
    if (test) {
      branches.push({ at: startOf(branch), end: spanOf(test).end, test: lowerExpression(test), body: block(body) })
    }
  }
  add(node)
  for (const clause of named(node)) {
    if (clause.type === 'elif_clause') add(clause)
    else if (clause.type === 'else_clause') otherwise = block(field(clause, 'body'))
  }
  if (branches.length === 0) return []
  return [{ kind: 'if', ...spanOf(node), branches: fitted(branches), ...(otherwise ? { otherwise } : {}) }]
}

function lowerTry(node: SyntaxNode, block: Block): Try {
  const handlers: { types: Expression[]; name?: string; body: readonly Statement[] }[] = []
  let otherwise: readonly Statement[] | undefined
  let last: readonly Statement[] | undefined
  for (const clause of named(node)) {
    const body = named(clause).find((child) => child.type === 'block')
    if (clause.type === 'except_clause' || clause.type === 'except_group_clause') {
      handlers.push({ body: block(body), ...caught(clause) })
    } else if (clause.type === 'else_clause') otherwise = block(body)
    else if (clause.type === 'finally_clause') last = block(body)
  }
  return {
    kind: 'try',
    ...spanOf(node),
    body: block(field(node, 'body')),
    handlers,
    ...(otherwise ? { otherwise } : {}),
    ...(last ? { finally: last } : {}),
  }
}

function caught(clause: SyntaxNode): { types: Expression[]; name?: string } {
  const first = named(clause).find((child) => child.type !== 'block')
  if (!first) return { types: [] }
  const [type, alias] = first.type === 'as_pattern' ? named(first) : [first, field(clause, 'alias')]
  const lowered = type ? lowerExpression(type) : undefined
  const types = lowered?.kind === 'sequence' ? [...lowered.items] : lowered ? [lowered] : []
  return { types, ...(alias ? { name: textOf(alias) } : {}) }
}

function lowerWithItems(node: SyntaxNode): { value: Expression; target?: Expression }[] {
  const clauses = named(node).filter((child) => child.type === 'with_clause')
  const items = clauses.flatMap(named).flatMap((item) => (item.type === 'with_item' ? named(item).slice(0, 1) : []))
  const unwrapped = items.flatMap((item) => (item.type === 'tuple' ? named(item) : [item]))
  return unwrapped.map((item) => {
    if (item.type !== 'as_pattern') return { value: lowerExpression(item) }
    const [value, target] = named(item)
    return {
      value: lowerExpression(value ?? item),
      ...(target ? { target: lowerExpression(target) } : {}),
    }
  })
}

function lowerDefinition(node: SyntaxNode, decorators: readonly Expression[], block: Block): Statement[] {
  const name = field(node, 'name')
  if (!name) return []
  const span = { name: textOf(name), ...spanOf(node), nameAt: startOf(name), decorators }
  const body = field(node, 'body')
  if (node.type === 'class_definition') {
    const bases = field(node, 'superclasses')
    return [{ kind: 'class', ...span, bases: bases ? lowerArguments(bases) : [], body: block(body) }]
  }
  const parameters = lowerParameters(field(node, 'parameters'), lowerExpression)
  return [{ kind: 'function', ...span, parameters, body: block(body) }]
}

function lowerMatch(node: SyntaxNode, block: Block): Statement[] {
  const subject = field(node, 'subject')
  const body = field(node, 'body')
  if (!subject) return []
  const cases = (body ? named(body) : [])
    .filter((child) => child.type === 'case_clause')
    .flatMap((clause) => {
      const [pattern] = named(clause)
      const [guard] = named(clause)
        .filter((child) => child.type === 'if_clause')
        .flatMap(named)
      if (!pattern) return []
      return [
        {
          pattern: lowerExpression(pattern),
          ...(guard ? { guard: lowerExpression(guard) } : {}),
          body: block(field(clause, 'consequence')),
        },
      ]
    })
  return [{ kind: 'match', ...spanOf(node), subject: lowerExpression(subject), cases }]
}
