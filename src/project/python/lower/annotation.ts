import type { Expression } from '../tree.ts'

/** What of a type is kept: a name, which may be that of a class. Nobody asks what a union or a generic type is made of. */
export function annotationOf(type: Expression): Expression {
  const isName = type.kind === 'name' || type.kind === 'attribute'
  return isName ? type : { kind: 'opaque', at: type.at, end: type.end, children: NOTHING }
}

const NOTHING: readonly Expression[] = []
