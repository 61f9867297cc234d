import type { ComparisonSeen } from '../../../evaluate/observation.ts'
import type { Expression, Statement } from '../../../project/python/tree.ts'

/** The block that runs when a comparison holds, where the comparison is the whole test of an `if` without other branches. */
export function blockBehind({ node, module, function: around }: ComparisonSeen): readonly Statement[] | undefined {
  const { definition } = around ?? {}
  return search(definition?.kind === 'function' ? definition.body : module.body, node)
}

function search(body: readonly Statement[], test: Expression): readonly Statement[] | undefined {
  for (const statement of body) {
    if (test.at < statement.at || test.end > statement.end) continue
    if (statement.kind === 'if') {
      const [first] = statement.branches
      if (first?.test === test) return statement.branches.length === 1 && !statement.otherwise ? first.body : undefined
      const blocks = [...statement.branches.map((branch) => branch.body), statement.otherwise ?? []]
      return blocks.map((block) => search(block, test)).find((found) => found !== undefined)
    }
    if (statement.kind === 'try') {
      const blocks = [statement.body, ...statement.handlers.map((handler) => handler.body), statement.otherwise ?? []]
      return blocks.map((block) => search(block, test)).find((found) => found !== undefined)
    }
    return 'body' in statement ? search(statement.body, test) : undefined
  }
  return undefined
}
