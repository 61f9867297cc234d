import type { Expression } from '../../trace/syntax.ts'

/** The literal texts in an expression: of lists, calls such as `os.path.join`, sums and formatted strings. */
export function textsIn(node: Expression): readonly string[] {
  switch (node.kind) {
    case 'string':
      return [node.value]
    case 'formatted':
      return [node.parts.map((part) => (typeof part === 'string' ? part : '?')).join('')]
    case 'sequence':
      return node.items.flatMap(textsIn)
    case 'call':
      return node.arguments.flatMap(({ value }) => textsIn(value))
    case 'binary':
      return [...textsIn(node.left), ...textsIn(node.right)]
    case 'comprehension':
      return [...node.result, ...node.clauses.map(({ value }) => value)].flatMap(textsIn)
    case 'wrapped':
      return textsIn(node.value)
    default:
      return []
  }
}
