import { annotationOfParameter } from '../lower/annotation.ts'
import { fitted } from '../lower/fitted.ts'
import type { Expression, Parameter } from '../tree.ts'
import { advance, fail, skip, type Tokens } from './tokens.ts'

type Parse = (tokens: Tokens) => Expression

/**
 * The parameters of a function or lambda, up to what ends them.
 * @param annotation reads a type; absent where a colon ends the parameters
 */
export function parameters(
  tokens: Tokens,
  closing: string,
  expression: Parse,
  annotation?: Parse,
): readonly Parameter[] {
  const list: Parameter[] = []
  while (tokens.kind !== closing && !tokens.failed) {
    // What stands before it can be given by position only.
    if (!skip(tokens, '/')) list.push(parameter(tokens, expression, annotation))
    if (!skip(tokens, ',')) break
  }
  return fitted(list)
}

function parameter(tokens: Tokens, expression: Parse, annotation: Parse | undefined): Parameter {
  const { at, kind } = tokens
  const star = kind === '*' || kind === '**' ? kind : undefined
  if (star !== undefined) advance(tokens)
  // What stands behind a star alone can be given by name only.
  if (star === '*' && tokens.kind !== 'name') return { name: '', at, end: tokens.lastEnd, star }
  const { name } = tokens
  if (tokens.kind !== 'name') fail(tokens)
  advance(tokens)
  const type = annotation && skip(tokens, ':') ? annotation(tokens) : undefined
  const value = star === undefined && skip(tokens, '=') ? expression(tokens) : undefined
  return {
    name,
    at,
    end: tokens.lastEnd,
    ...(star !== undefined ? { star } : {}),
    ...annotationOfParameter(type),
    ...(value ? { default: value } : {}),
  }
}
