import type { Expression, Statement } from './tree.ts'

/** `pytestmark = ...` and the decorators of what is defined in a module and its classes. */
export function marksIn(body: readonly Statement[]): readonly Expression[] {
  return body.flatMap((statement) => {
    if (statement.kind === 'function') return statement.decorators
    if (statement.kind === 'class') return [...statement.decorators, ...marksIn(statement.body)]
    const isMark =
      statement.kind === 'assignment' &&
      statement.targets.some((target) => target.kind === 'name' && target.id === 'pytestmark')
    return isMark && statement.value ? [statement.value] : []
  })
}
