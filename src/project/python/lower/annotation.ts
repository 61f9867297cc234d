import type { Expression } from '../tree.ts'

/** What of a type is kept: a name, which may be that of a class. Nobody asks what a union or a generic type is made of. */
export function annotationOf(type: Expression): Expression {
  return isName(type) ? type : { kind: 'opaque', at: type.at, end: type.end, children: NOTHING }
}

/** The same of a parameter, where nobody asks either whether there is any. */
export function annotationOfParameter(type: Expression | undefined): { readonly annotation?: Expression } {
  return type && isName(type) ? { annotation: type } : {}
}

function isName({ kind }: Expression): boolean {
  return kind === 'name' || kind === 'attribute'
}

const NOTHING: readonly Expression[] = []
