import { fitted } from '../lower/fitted.ts'
import type { Comprehension, Expression, Mapping } from '../tree.ts'
import { advance, expect, fail, skip, type Tokens } from './tokens.ts'

type Parse = (tokens: Tokens) => Expression

/** What collections are made of. */
export interface Parts {
  /** A value, or several: `*values`. */
  readonly element: Parse
  readonly expression: Parse
  /** What the values that are gone through are given to, and which of them count. */
  readonly targets: Parse
  readonly condition: Parse
  readonly yielded: Parse
}

/** A value in parentheses, which is that value, a tuple, or a generator. */
export function parentheses(tokens: Tokens, parts: Parts): Expression {
  const { at } = tokens
  advance(tokens)
  const { kind } = tokens
  if (kind === ')' || kind === '*') return tuple(tokens, at, [], parts)
  const first = kind === 'yield' ? parts.yielded(tokens) : parts.expression(tokens)
  if (isClause(tokens)) return comprehension(tokens, at, [first], ')', parts)
  if (skip(tokens, ',')) return tuple(tokens, at, [first], parts)
  expect(tokens, ')')
  return first
}

function tuple(tokens: Tokens, at: number, first: Expression[], parts: Parts): Expression {
  const items = elements(tokens, first, ')', parts)
  return { kind: 'sequence', at, end: tokens.lastEnd, type: 'tuple', items }
}

/** A list, or what makes one. */
export function brackets(tokens: Tokens, parts: Parts): Expression {
  const { at } = tokens
  advance(tokens)
  const first: Expression[] = []
  if (tokens.kind !== ']') {
    first.push(parts.element(tokens))
    if (isClause(tokens)) return comprehension(tokens, at, first, ']', parts)
    if (!skip(tokens, ',') && tokens.kind !== ']') fail(tokens)
  }
  const items = elements(tokens, first, ']', parts)
  return { kind: 'sequence', at, end: tokens.lastEnd, type: 'list', items }
}

/** A dictionary or a set, or what makes one. */
export function braces(tokens: Tokens, parts: Parts): Expression {
  const { at } = tokens
  advance(tokens)
  if (tokens.kind === '}' || tokens.kind === '**') return mapping(tokens, at, [], parts)
  const first = parts.element(tokens)
  if (skip(tokens, ':')) {
    const value = parts.expression(tokens)
    if (isClause(tokens)) return comprehension(tokens, at, [first, value], '}', parts)
    if (!skip(tokens, ',') && tokens.kind !== '}') fail(tokens)
    return mapping(tokens, at, [{ key: first, value }], parts)
  }
  if (isClause(tokens)) return comprehension(tokens, at, [first], '}', parts)
  if (!skip(tokens, ',') && tokens.kind !== '}') fail(tokens)
  const items = elements(tokens, [first], '}', parts)
  return { kind: 'sequence', at, end: tokens.lastEnd, type: 'set', items }
}

function mapping(tokens: Tokens, at: number, entries: Mapping['entries'][number][], parts: Parts): Mapping {
  while (tokens.kind !== '}' && !tokens.failed) {
    entries.push(entry(tokens, parts))
    if (!skip(tokens, ',')) break
  }
  expect(tokens, '}')
  return { kind: 'mapping', at, end: tokens.lastEnd, entries: fitted(entries) }
}

function entry(tokens: Tokens, { expression }: Parts): Mapping['entries'][number] {
  const { at } = tokens
  if (skip(tokens, '**')) {
    const value = expression(tokens)
    return { key: undefined, value: { kind: 'wrapped', at, end: tokens.lastEnd, how: 'star', value } }
  }
  const key = expression(tokens)
  expect(tokens, ':')
  return { key, value: expression(tokens) }
}

/** The elements up to a closing bracket, behind those that were read. */
function elements(tokens: Tokens, items: Expression[], closing: string, { element }: Parts): readonly Expression[] {
  while (tokens.kind !== closing && !tokens.failed) {
    items.push(element(tokens))
    if (!skip(tokens, ',')) break
  }
  expect(tokens, closing)
  return fitted(items)
}

function comprehension(
  tokens: Tokens,
  at: number,
  result: readonly Expression[],
  closing: string,
  parts: Parts,
): Comprehension {
  const found = clauses(tokens, parts)
  expect(tokens, closing)
  return { kind: 'comprehension', at, end: tokens.lastEnd, result, clauses: found }
}

/** Whether what makes a collection goes on with what it is made from. */
export function isClause({ kind }: Tokens): boolean {
  return kind === 'for' || kind === 'async'
}

/** What values are gone through, and which of them count. */
export function clauses(tokens: Tokens, { targets, condition }: Parts): Comprehension['clauses'] {
  const found: Comprehension['clauses'][number][] = []
  while (isClause(tokens) || tokens.kind === 'if') {
    if (skip(tokens, 'if')) found.push({ value: condition(tokens) })
    else {
      skip(tokens, 'async')
      expect(tokens, 'for')
      const target = targets(tokens)
      expect(tokens, 'in')
      found.push({ target, value: condition(tokens) })
    }
  }
  return fitted(found)
}
