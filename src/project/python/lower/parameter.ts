import type { Node } from 'web-tree-sitter'
import type { Expression, Parameter } from '../tree.ts'
import { field, named } from './node.ts'
import { spanOf } from './place.ts'

type Lower = (node: Node) => Expression

/** The parameters of a function or lambda. */
export function lowerParameters(list: Node | undefined, lower: Lower): Parameter[] {
  return list ? named(list).flatMap((node) => lowerParameter(node, lower)) : []
}

function lowerParameter(node: Node, lower: Lower): Parameter[] {
  const span = spanOf(node)
  switch (node.type) {
    case 'identifier':
      return [{ name: node.text, ...span }]
    case 'list_splat_pattern':
    case 'dictionary_splat_pattern':
      return [{ name: named(node)[0]?.text ?? '', ...span, star: node.type === 'list_splat_pattern' ? '*' : '**' }]
    case 'typed_parameter': {
      const [target] = named(node)
      const type = field(node, 'type')
      const [inner] = target ? lowerParameter(target, lower) : []
      return inner ? [{ ...inner, ...span, ...(type ? { annotation: lower(type) } : {}) }] : []
    }
    case 'default_parameter':
    case 'typed_default_parameter': {
      const name = field(node, 'name')
      const value = field(node, 'value')
      const type = field(node, 'type')
      return [
        {
          name: name?.text ?? '',
          ...span,
          ...(type ? { annotation: lower(type) } : {}),
          ...(value ? { default: lower(value) } : {}),
        },
      ]
    }
    default:
      return node.type === 'keyword_separator' ? [{ name: '', ...span, star: '*' }] : []
  }
}
