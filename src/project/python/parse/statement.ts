import { fitted } from '../lower/fitted.ts'
import type { Assignment, Expression, Statement } from '../tree.ts'
import { annotation } from './annotation.ts'
import { beginsCompound, compound } from './compound.ts'
import { expression, expressions } from './expression.ts'
import { importFrom, importModules } from './import.ts'
import { advance, expect, skip, type Tokens } from './tokens.ts'

/** The statements up to the end of the block or text. */
export function statements(tokens: Tokens): readonly Statement[] {
  const list: Statement[] = []
  while (tokens.kind !== 'dedent' && tokens.kind !== 'end') {
    if (beginsCompound(tokens)) list.push(compound(tokens, block))
    else line(tokens, list)
  }
  return fitted(list)
}

/** What stands behind a colon: a line of statements, or an indented block. */
function block(tokens: Tokens): readonly Statement[] {
  expect(tokens, ':')
  if (!skip(tokens, 'newline')) {
    const list: Statement[] = []
    line(tokens, list)
    return fitted(list)
  }
  expect(tokens, 'indent')
  const list = statements(tokens)
  expect(tokens, 'dedent')
  return list
}

/** Reads a line of statements. */
function line(tokens: Tokens, list: Statement[]): void {
  do simple(tokens, list)
  while (skip(tokens, ';') && tokens.kind !== 'newline')
  expect(tokens, 'newline')
}

/** Reads a statement without a block; one that says nothing, such as a docstring, is left out. */
function simple(tokens: Tokens, list: Statement[]): void {
  const { at, end, kind } = tokens
  switch (kind) {
    case 'pass':
    case 'break':
    case 'continue':
      advance(tokens)
      list.push({ kind, at, end })
      break
    case 'return':
    case 'raise':
      list.push(leaving(tokens, kind))
      break
    case 'import':
    case 'from': {
      const found = kind === 'import' ? importModules(tokens) : importFrom(tokens)
      if (!found) break
      list.push(found)
      tokens.imports.push(found)
      break
    }
    case 'global':
    case 'nonlocal':
      list.push(scope(tokens, kind === 'global'))
      break
    case 'assert':
      list.push(assertion(tokens))
      break
    case 'del':
      list.push(deletion(tokens))
      break
    default:
      expressionStatement(tokens, list)
  }
}

function leaving(tokens: Tokens, kind: 'return' | 'raise'): Statement {
  const { at } = tokens
  advance(tokens)
  if (isOver(tokens)) return { kind, at, end: tokens.lastEnd }
  const value = expressions(tokens)
  // Why it was raised is another exception, which is raised elsewhere.
  if (kind === 'raise' && skip(tokens, 'from')) expression(tokens)
  return { kind, at, end: tokens.lastEnd, value }
}

function isOver({ kind }: Tokens): boolean {
  return kind === 'newline' || kind === ';'
}

function scope(tokens: Tokens, global: boolean): Statement {
  const { at } = tokens
  const names: string[] = []
  do {
    advance(tokens)
    names.push(tokens.name)
    expect(tokens, 'name')
  } while (tokens.kind === ',')
  return { kind: 'scope', at, end: tokens.lastEnd, global, names }
}

function assertion(tokens: Tokens): Statement {
  const { at } = tokens
  advance(tokens)
  const test = expression(tokens)
  const message = skip(tokens, ',') ? expression(tokens) : undefined
  return { kind: 'assert', at, end: tokens.lastEnd, test, ...(message ? { message } : {}) }
}

function deletion(tokens: Tokens): Statement {
  const { at } = tokens
  advance(tokens)
  const deleted = expressions(tokens)
  return { kind: 'delete', at, end: tokens.lastEnd, targets: [deleted] }
}

/** Reads an expression, or an assignment, which begins as one. */
function expressionStatement(tokens: Tokens, list: Statement[]): void {
  const { at, kind } = tokens
  const first = expressions(tokens)
  const operator = tokens.kind
  if (operator === '=' || operator === ':') list.push(assignment(tokens, at, first))
  else if (AUGMENTED.has(operator)) {
    advance(tokens)
    const value = expressions(tokens)
    list.push({ kind: 'assignment', at, end: tokens.lastEnd, targets: [first], value, operator: operator.slice(0, -1) })
  } else if (first.kind !== 'string' && first.kind !== 'formatted') {
    const isTuple = first.kind === 'sequence' && first.type === 'tuple' && kind !== '('
    const values = isTuple ? first.items : [first]
    for (const value of values) list.push({ kind: 'expression', at: value.at, end: value.end, value })
  }
}

const AUGMENTED: ReadonlySet<string> = new Set('+= -= *= /= //= %= @= &= |= ^= >>= <<= **='.split(' '))

function assignment(tokens: Tokens, at: number, first: Expression): Assignment {
  const targets = [first]
  const type = skip(tokens, ':') ? annotation(tokens) : undefined
  let value: Expression | undefined
  while (skip(tokens, '=')) {
    if (value) targets.push(value)
    value = expressions(tokens)
  }
  return {
    kind: 'assignment',
    at,
    end: tokens.lastEnd,
    targets: fitted(targets),
    ...(value ? { value } : {}),
    ...(type ? { annotation: type } : {}),
  }
}
