import { annotationOf } from '../lower/annotation.ts'
import type { Expression } from '../tree.ts'
import { expression } from './expression.ts'
import type { Tokens } from './tokens.ts'

/** A type, behind the colon of a parameter or variable. */
export function annotation(tokens: Tokens): Expression {
  return annotationOf(expression(tokens))
}
