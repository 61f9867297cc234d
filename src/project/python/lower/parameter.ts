import type { Expression, Parameter } from '../tree.ts'
import { annotationOfParameter } from './annotation.ts'
import { fitted } from './fitted.ts'
import { field, named, type SyntaxNode } from './node.ts'
import { spanOf, textOf } from './place.ts'

type Lower = (node: SyntaxNode) => Expression

/** The parameters of a function or lambda. */
export function lowerParameters(list: SyntaxNode | undefined, lower: Lower): readonly Parameter[] {
  return list ? fitted(named(list).flatMap((node) => lowerParameter(node, lower))) : []
}

function lowerParameter(node: SyntaxNode, lower: Lower): Parameter[] {
  const span = spanOf(node)
  switch (node.type) {
    case 'identifier':
      return [{ name: textOf(node), ...span }]
    case 'list_splat_pattern':
    case 'dictionary_splat_pattern': {
      const [name] = named(node)
      const star = node.type === 'list_splat_pattern' ? '*' : '**'
      return [{ name: name ? textOf(name) : '', ...span, star }]
    }
    case 'typed_parameter': {
      const [target] = named(node)
      const type = field(node, 'type')
      const [inner] = target ? lowerParameter(target, lower) : []
      return inner ? [{ ...inner, ...span, ...annotationOfParameter(type && lower(type)) }] : []
    }
    case 'default_parameter':
    case 'typed_default_parameter': {
      const name = field(node, 'name')
      const value = field(node, 'value')
      const type = field(node, 'type')
      return [
        {
          name: name ? textOf(name) : '',
          ...span,
          ...annotationOfParameter(type && lower(type)),
          ...(value ? { default: lower(value) } : {}),
        },
      ]
    }
    default:
      return node.type === 'keyword_separator' ? [{ name: '', ...span, star: '*' }] : []
  }
}
