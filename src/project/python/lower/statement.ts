import type { Node } from 'web-tree-sitter'
import type { Expression, ImportFrom, Statement, Try } from '../tree.ts'
import { field, lowerArguments, lowerExpression, lowerParameters, named } from './expression.ts'

/** Deepest nesting of blocks that is followed; deeper code is left out rather than risking the stack. */
const BLOCK_DEPTH_LIMIT = 100

/** Whether the code in a range can matter to anybody. */
export type Matters = (start: number, end: number) => boolean

/** Lowers the statements of a block or module. */
export function lowerBlock(node: Node | undefined, matters: Matters, depth = 0): Statement[] {
  if (!node || depth > BLOCK_DEPTH_LIMIT) return []
  return named(node).flatMap((child) => lowerStatement(child, matters, depth))
}

/** Statements that count even when nothing is said in them: they decide what runs, or what a name means. */
const ALWAYS = /^(return|raise|break|continue|import|import_from|global|nonlocal|future_import)_statement$|_definition$/

function lowerStatement(node: Node, matters: Matters, depth: number): Statement[] {
  if (!matters(node.startIndex, node.endIndex) && !ALWAYS.test(node.type)) return []
  const span = { at: node.startIndex, end: node.endIndex }
  const block = (child: Node | undefined): Statement[] => lowerBlock(child, matters, depth + 1)
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
          ...span,
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
      return [{ kind: 'with', ...span, items: lowerWithItems(node), body: block(field(node, 'body')) }]
    case 'decorated_definition': {
      const definition = field(node, 'definition')
      const decorators = named(node)
        .filter((child) => child.type === 'decorator')
        .flatMap((child) => named(child).slice(0, 1))
      return definition ? lowerDefinition(definition, decorators.map(lowerExpression), matters, block) : []
    }
    case 'function_definition':
    case 'class_definition':
      return lowerDefinition(node, [], matters, block)
    case 'return_statement':
    case 'raise_statement': {
      const [value] = named(node)
      const kind = node.type === 'return_statement' ? 'return' : 'raise'
      return [{ kind, ...span, ...(value ? { value: lowerExpression(value) } : {}) }]
    }
    case 'assert_statement': {
      const [test, message] = named(node)
      if (!test) return []
      return [
        {
          kind: 'assert',
          ...span,
          test: lowerExpression(test),
          ...(message ? { message: lowerExpression(message) } : {}),
        },
      ]
    }
    case 'delete_statement':
      return [{ kind: 'delete', ...span, targets: named(node).map(lowerExpression) }]
    case 'import_statement':
      return [{ kind: 'import', ...span, names: named(node).flatMap(importedModule) }]
    case 'import_from_statement':
      return [lowerImportFrom(node)]
    case 'match_statement':
      return lowerMatch(node, block)
    case 'global_statement':
    case 'nonlocal_statement':
      return [
        {
          kind: 'scope',
          ...span,
          global: node.type === 'global_statement',
          names: named(node).map(({ text }) => text),
        },
      ]
    case 'pass_statement':
      return [{ kind: 'pass', ...span }]
    case 'break_statement':
      return [{ kind: 'break', ...span }]
    case 'continue_statement':
      return [{ kind: 'continue', ...span }]
    case 'print_statement':
    case 'exec_statement':
      return named(node).map((child) => expressionStatement(lowerExpression(child)))
    case 'ERROR':
      return lowerBroken(node, matters, depth)
    default:
      return []
  }
}

/** What can be saved from a range that did not parse: the statements and expressions standing in it. */
function lowerBroken(node: Node, matters: Matters, depth: number): Statement[] {
  if (depth > BLOCK_DEPTH_LIMIT) return []
  return named(node).flatMap((child) => {
    if (/_(statement|definition)$|^ERROR$/.test(child.type)) return lowerStatement(child, matters, depth + 1)
    return child.type === 'call' || child.type === 'attribute' || child.type === 'assignment'
      ? [expressionStatement(lowerExpression(child))]
      : []
  })
}

function expressionStatement(value: Expression): Statement {
  return { kind: 'expression', at: value.at, end: value.end, value }
}

function lowerExpressionStatement(node: Node): Statement[] {
  const inside = named(node)
  const [first] = inside
  if (!first || (first.type === 'string' && inside.length === 1)) return []
  if (first.type === 'assignment') return [lowerAssignment(first)]
  if (first.type === 'augmented_assignment') {
    const target = field(first, 'left')
    const value = field(first, 'right')
    const operator = (field(first, 'operator')?.text ?? '+=').slice(0, -1)
    if (!target || !value) return []
    const span = { at: node.startIndex, end: node.endIndex }
    return [
      { kind: 'assignment', ...span, targets: [lowerExpression(target)], value: lowerExpression(value), operator },
    ]
  }
  return inside.map((child) => expressionStatement(lowerExpression(child)))
}

function lowerAssignment(node: Node): Statement {
  const targets: Expression[] = []
  const type = field(node, 'type')
  let value: Node | undefined = node
  while (value?.type === 'assignment') {
    const target = field(value, 'left')
    if (target) targets.push(lowerExpression(target))
    value = field(value, 'right')
  }
  return {
    kind: 'assignment',
    at: node.startIndex,
    end: node.endIndex,
    targets,
    ...(value ? { value: lowerExpression(value) } : {}),
    ...(type ? { annotation: lowerExpression(type) } : {}),
  }
}

type Block = (node: Node | undefined) => Statement[]

function lowerIf(node: Node, block: Block): Statement[] {
  const branches: { at: number; end: number; test: Expression; body: Statement[] }[] = []
  let otherwise: Statement[] | undefined
  const add = (branch: Node): void => {
    const test = field(branch, 'condition')
    const body = field(branch, 'consequence')
    if (test) {
      branches.push({ at: branch.startIndex, end: test.endIndex, test: lowerExpression(test), body: block(body) })
    }
  }
  add(node)
  for (const clause of named(node)) {
    if (clause.type === 'elif_clause') add(clause)
    else if (clause.type === 'else_clause') otherwise = block(field(clause, 'body'))
  }
  if (branches.length === 0) return []
  return [{ kind: 'if', at: node.startIndex, end: node.endIndex, branches, ...(otherwise ? { otherwise } : {}) }]
}

function lowerTry(node: Node, block: Block): Try {
  const handlers: { types: Expression[]; name?: string; body: Statement[] }[] = []
  let otherwise: Statement[] | undefined
  let last: Statement[] | undefined
  for (const clause of named(node)) {
    const body = named(clause).find((child) => child.type === 'block')
    if (clause.type === 'except_clause' || clause.type === 'except_group_clause') {
      handlers.push({ ...caught(clause), body: block(body) })
    } else if (clause.type === 'else_clause') otherwise = block(body)
    else if (clause.type === 'finally_clause') last = block(body)
  }
  return {
    kind: 'try',
    at: node.startIndex,
    end: node.endIndex,
    body: block(field(node, 'body')),
    handlers,
    ...(otherwise ? { otherwise } : {}),
    ...(last ? { finally: last } : {}),
  }
}

function caught(clause: Node): { types: Expression[]; name?: string } {
  const head = named(clause).filter((child) => child.type !== 'block')
  const [first] = head
  if (!first) return { types: [] }
  const [type, alias] = first.type === 'as_pattern' ? named(first) : [first, field(clause, 'alias')]
  const lowered = type ? lowerExpression(type) : undefined
  const types = lowered?.kind === 'sequence' ? [...lowered.items] : lowered ? [lowered] : []
  return { types, ...(alias ? { name: alias.text } : {}) }
}

function lowerWithItems(node: Node): { value: Expression; target?: Expression }[] {
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

function lowerDefinition(node: Node, decorators: Expression[], matters: Matters, block: Block): Statement[] {
  const name = field(node, 'name')
  if (!name) return []
  const span = { at: node.startIndex, end: node.endIndex, name: name.text, nameAt: name.startIndex, decorators }
  const body = field(node, 'body')
  if (node.type === 'class_definition') {
    const bases = field(node, 'superclasses')
    return [{ kind: 'class', ...span, bases: bases ? lowerArguments(bases) : [], body: block(body) }]
  }
  const parameters = lowerParameters(field(node, 'parameters'))
  const isLowered = body !== undefined && matters(body.startIndex, body.endIndex)
  return [{ kind: 'function', ...span, parameters, body: isLowered ? block(body) : [] }]
}

function importedModule(node: Node): { module: string; alias?: string }[] {
  if (node.type === 'dotted_name') return [{ module: node.text }]
  const name = field(node, 'name')
  const alias = field(node, 'alias')
  return name ? [{ module: name.text, ...(alias ? { alias: alias.text } : {}) }] : []
}

function lowerImportFrom(node: Node): ImportFrom {
  const from = field(node, 'module_name')
  const dots = from?.type === 'relative_import' ? (/^\.+/.exec(from.text.replace(/\s/g, ''))?.[0].length ?? 1) : 0
  const names = node.childrenForFieldName('name').flatMap((child) =>
    importedModule(child).map(({ module, alias }) => ({
      at: child.startIndex,
      end: child.endIndex,
      name: module,
      ...(alias ? { alias } : {}),
    })),
  )
  const wildcard = named(node).find((child) => child.type === 'wildcard_import')
  if (wildcard) names.push({ at: wildcard.startIndex, end: wildcard.endIndex, name: '*' })
  return {
    kind: 'import-from',
    at: node.startIndex,
    end: node.endIndex,
    module: from?.text.replace(/\s/g, '').slice(dots) ?? '',
    level: dots,
    names,
  }
}

function lowerMatch(node: Node, block: Block): Statement[] {
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
  return [{ kind: 'match', at: node.startIndex, end: node.endIndex, subject: lowerExpression(subject), cases }]
}
