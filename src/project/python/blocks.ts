import type { Import, ImportFrom, Statement } from './tree.ts'

const NO_BLOCKS: readonly (readonly Statement[])[] = []

/** The blocks of a statement that run as a part of what is around it: not those of functions and classes. */
export function blocksOf(statement: Statement): readonly (readonly Statement[])[] {
  switch (statement.kind) {
    case 'if':
      return [...statement.branches.map(({ body }) => body), statement.otherwise ?? []]
    case 'try':
      return [statement.body, ...statement.handlers.map(({ body }) => body), statement.otherwise ?? []]
    case 'match':
      return statement.cases.map(({ body }) => body)
    case 'loop':
    case 'with':
      return [statement.body]
    default:
      return NO_BLOCKS
  }
}

/** The imports of a module, wherever they stand. */
export function importsIn(body: readonly Statement[]): readonly (Import | ImportFrom)[] {
  const found: (Import | ImportFrom)[] = []
  const waiting = [body]
  for (let block = waiting.pop(); block; block = waiting.pop())
    for (const statement of block) {
      if (statement.kind === 'import' || statement.kind === 'import-from') found.push(statement)
      else if (statement.kind === 'function' || statement.kind === 'class') waiting.push(statement.body)
      else waiting.push(...blocksOf(statement))
    }
  return found
}
