/** What a name in a condition was set to, read from the code alone: the evaluation keeps no expressions. */
import type { Place } from '../../evaluate/value.ts'
import type { PythonModule } from '../../project/python/module.ts'
import type { Expression, FunctionDefinition, Statement } from '../../project/python/tree.ts'
import { memoized } from '../memoized.ts'

/** The expression that a name stands for at a place, where the function around it sets it once; else undefined. */
export function assignedTo(name: string, { module, at }: Place): Expression | undefined {
  const around = functionsOf(module).findLast((definition) => definition.at <= at && at < definition.end)
  const values = valuesOf(around?.body ?? module.body, name)
  return values.length === 1 ? values[0] : undefined
}

/** All functions of a module, each after those that it is in. */
const functionsOf = memoized(({ body }: PythonModule): readonly FunctionDefinition[] => functionsIn(body))

function functionsIn(body: readonly Statement[]): readonly FunctionDefinition[] {
  return body.flatMap((statement) => [
    ...(statement.kind === 'function' ? [statement] : []),
    ...blocksOf(statement).flatMap(functionsIn),
  ])
}

/** Everything that is given to a name in a block, but for the functions and classes in it. */
function valuesOf(body: readonly Statement[], name: string): readonly Expression[] {
  return body.flatMap((statement) => {
    if (statement.kind === 'function' || statement.kind === 'class') return []
    if (statement.kind !== 'assignment') return blocksOf(statement).flatMap((block) => valuesOf(block, name))
    const { targets, value } = statement
    return value && targets.some((target) => target.kind === 'name' && target.id === name) ? [value] : []
  })
}

function blocksOf(statement: Statement): readonly (readonly Statement[])[] {
  switch (statement.kind) {
    case 'if':
      return [...statement.branches.map(({ body }) => body), statement.otherwise ?? []]
    case 'try':
      return [statement.body, ...statement.handlers.map(({ body }) => body), statement.otherwise ?? []]
    case 'match':
      return statement.cases.map(({ body }) => body)
    default:
      return 'body' in statement ? [statement.body] : []
  }
}
