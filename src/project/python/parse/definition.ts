import { fitted } from '../lower/fitted.ts'
import type { Expression, Statement } from '../tree.ts'
import { annotation } from './annotation.ts'
import { callArguments, expression } from './expression.ts'
import { parameters } from './parameter.ts'
import { advance, expect, fail, skip, type Tokens } from './tokens.ts'

/** A function or class with its decorators; `before` is where the `async` of one without them begins. */
export function definition(tokens: Tokens, before: number, block: (tokens: Tokens) => readonly Statement[]): Statement {
  const decorators = decoratorsOf(tokens)
  const at = decorators.length > 0 ? tokens.at : before
  skip(tokens, 'async')
  const { kind } = tokens
  advance(tokens)
  const { name, at: nameAt } = tokens
  expect(tokens, 'name')
  if (kind === 'class') {
    const bases = tokens.kind === '(' ? callArguments(tokens) : []
    const body = block(tokens)
    return { kind, name, at, end: tokens.lastEnd, nameAt, decorators, bases, body }
  }
  if (kind !== 'def') fail(tokens)
  expect(tokens, '(')
  const taken = parameters(tokens, ')', expression, annotation)
  expect(tokens, ')')
  // What it returns is seen in what it does.
  if (skip(tokens, '->')) annotation(tokens)
  const body = block(tokens)
  return { kind: 'function', name, at, end: tokens.lastEnd, nameAt, decorators, parameters: taken, body }
}

function decoratorsOf(tokens: Tokens): readonly Expression[] {
  const decorators: Expression[] = []
  while (skip(tokens, '@')) {
    decorators.push(expression(tokens))
    expect(tokens, 'newline')
  }
  return fitted(decorators)
}
