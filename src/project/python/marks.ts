import type { Expression, Statement } from './tree.ts'

/** What skips the tests of a file, or chooses some of them. */
export interface Marks {
  /** What `pytestmark` is set to at the top level: it is for all of them. */
  readonly whole: readonly Expression[]
  /** Of each test its decorators, and those of its class. */
  readonly tests: readonly (readonly Expression[])[]
}

export function marksIn(body: readonly Statement[]): Marks {
  return {
    whole: body.flatMap((statement) => {
      const isMark =
        statement.kind === 'assignment' &&
        statement.targets.some((target) => target.kind === 'name' && target.id === 'pytestmark')
      return isMark && statement.value ? [statement.value] : []
    }),
    tests: testsIn(body, []),
  }
}

function testsIn(body: readonly Statement[], around: readonly Expression[]): Marks['tests'] {
  return body.flatMap((statement) => {
    if (statement.kind === 'class') return testsIn(statement.body, [...around, ...statement.decorators])
    if (statement.kind !== 'function' || !statement.name.startsWith('test')) return []
    return [[...around, ...statement.decorators]]
  })
}
