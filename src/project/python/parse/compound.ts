import { fitted } from '../lower/fitted.ts'
import type { If, Loop, Statement, Try, With } from '../tree.ts'
import { definition } from './definition.ts'
import { expression, expressions, target, targets } from './expression.ts'
import { advance, expect, fail, skip, type Tokens } from './tokens.ts'

/** Reads the block of a statement, with the colon before it. */
export type Block = (tokens: Tokens) => readonly Statement[]

const COMPOUND: ReadonlySet<string> = new Set(['if', 'for', 'while', 'try', 'with', 'def', 'class', 'async', '@'])

/** Whether a statement with blocks begins. */
export function beginsCompound({ kind }: Tokens): boolean {
  return COMPOUND.has(kind)
}

/** A statement with blocks. */
export function compound(tokens: Tokens, block: Block): Statement {
  const { at } = tokens
  if (skip(tokens, 'async') && !AWAITING.has(tokens.kind)) fail(tokens)
  switch (tokens.kind) {
    case 'if':
      return branches(tokens, at, block)
    case 'for':
    case 'while':
      return loop(tokens, at, block)
    case 'try':
      return trying(tokens, at, block)
    case 'with':
      return withStatement(tokens, at, block)
    default:
      return definition(tokens, at, block)
  }
}

const AWAITING: ReadonlySet<string> = new Set(['for', 'with', 'def'])

function branches(tokens: Tokens, at: number, block: Block): If {
  const list: If['branches'][number][] = []
  do {
    const { at: from } = tokens
    advance(tokens)
    const test = expression(tokens)
    const { lastEnd: end } = tokens
    list.push({ at: from, end, test, body: block(tokens) })
  } while (tokens.kind === 'elif')
  const otherwise = blockAfter(tokens, 'else', block)
  return { kind: 'if', at, end: tokens.lastEnd, branches: fitted(list), ...(otherwise ? { otherwise } : {}) }
}

/** The block behind a word, if that is what comes. */
function blockAfter(tokens: Tokens, word: string, block: Block): readonly Statement[] | undefined {
  return skip(tokens, word) ? block(tokens) : undefined
}

function loop(tokens: Tokens, at: number, block: Block): Loop {
  const isWhile = tokens.kind === 'while'
  advance(tokens)
  const given = isWhile ? undefined : targets(tokens)
  if (!isWhile) expect(tokens, 'in')
  const over = isWhile ? expression(tokens) : expressions(tokens)
  const body = block(tokens)
  const otherwise = blockAfter(tokens, 'else', block)
  return {
    kind: 'loop',
    at,
    end: tokens.lastEnd,
    while: isWhile,
    over,
    ...(given ? { target: given } : {}),
    body,
    ...(otherwise ? { otherwise } : {}),
  }
}

function trying(tokens: Tokens, at: number, block: Block): Try {
  advance(tokens)
  const body = block(tokens)
  const handlers: Try['handlers'][number][] = []
  while (skip(tokens, 'except')) handlers.push(handler(tokens, block))
  const otherwise = blockAfter(tokens, 'else', block)
  const last = blockAfter(tokens, 'finally', block)
  if (handlers.length === 0 && !last) fail(tokens)
  return {
    kind: 'try',
    at,
    end: tokens.lastEnd,
    body,
    handlers: fitted(handlers),
    ...(otherwise ? { otherwise } : {}),
    ...(last ? { finally: last } : {}),
  }
}

function handler(tokens: Tokens, block: Block): Try['handlers'][number] {
  skip(tokens, '*')
  const caught = tokens.kind === ':' ? undefined : expression(tokens)
  const types = caught?.kind === 'sequence' ? [...caught.items] : caught ? [caught] : []
  if (!skip(tokens, 'as')) return { body: block(tokens), types }
  const { name } = tokens
  expect(tokens, 'name')
  return { body: block(tokens), types, name }
}

function withStatement(tokens: Tokens, at: number, block: Block): With {
  advance(tokens)
  const items = (tokens.kind === '(' && itemsInBrackets(tokens)) || itemsUpTo(tokens, ':')
  const body = block(tokens)
  return { kind: 'with', at, end: tokens.lastEnd, items, body }
}

type Item = With['items'][number]

/** `with (a as b, c as d):`; undefined, and nothing read, where the brackets are those of an expression: `with (a or b).c():`. */
function itemsInBrackets(tokens: Tokens): readonly Item[] | undefined {
  const before = { ...tokens }
  advance(tokens)
  const items = itemsUpTo(tokens, ')')
  if (skip(tokens, ')') && tokens.kind === ':') return items
  Object.assign(tokens, before)
  return undefined
}

function itemsUpTo(tokens: Tokens, closing: string): readonly Item[] {
  const items: Item[] = []
  do {
    const value = expression(tokens)
    items.push(skip(tokens, 'as') ? { value, target: target(tokens) } : { value })
  } while (skip(tokens, ',') && tokens.kind !== closing)
  return fitted(items)
}
