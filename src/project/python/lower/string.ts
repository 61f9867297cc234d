import { fitted } from './fitted.ts'
import type { Expression, FormattedString, Span, StringLiteral } from '../tree.ts'
import { field, named, type SyntaxNode } from './node.ts'
import { spanOf, textOf } from './place.ts'
import { stringPrefix, unescaped } from './string-value.ts'

type Lower = (node: SyntaxNode) => Expression

/** Lowers a string literal; one with replacement fields keeps the expressions in them. */
export function lowerString(node: SyntaxNode, lower: Lower): StringLiteral | FormattedString {
  const span = spanOf(node)
  const parts: (string | Expression)[] = []
  let prefix = ''
  for (const child of named(node)) {
    if (child.type === 'string_start') prefix = stringPrefix(child)
    else if (child.type === 'string_content') parts.push(unescaped(textOf(child), prefix))
    else if (child.type === 'interpolation') {
      const value = field(child, 'expression') ?? named(child)[0]
      if (value) parts.push(lower(value))
    }
  }
  return joined(parts, span)
}

/** Lowers strings that stand beside one another. */
export function lowerConcatenated(node: SyntaxNode, lower: Lower): Expression {
  const parts = named(node)
    .map(lower)
    .flatMap((part) => {
      if (part.kind === 'string') return [part.value]
      return part.kind === 'formatted' ? part.parts : [part]
    })
  return joined(parts, spanOf(node))
}

/** A string of texts and expressions, which is a plain one where there are no expressions. */
export function joined(parts: readonly (string | Expression)[], { at, end }: Span): StringLiteral | FormattedString {
  const texts = parts.filter((part) => typeof part === 'string')
  if (texts.length === parts.length) return { kind: 'string', at, end, value: texts.join('') }
  return { kind: 'formatted', at, end, parts: fitted(parts) }
}
