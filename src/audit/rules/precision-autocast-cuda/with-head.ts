import type { CallSeen } from '../../../evaluate/observation.ts'
import type { Span, Statement, With } from '../../../project/python/tree.ts'

/** The first line of the `with` that opens a region of which a call is an item, where the call stands on a later line. */
export function withHead({ node, module, function: around }: CallSeen): Span | undefined {
  const { definition } = around ?? {}
  const statement = search(definition?.kind === 'function' ? definition.body : module.body, node)
  if (!statement) return undefined
  const end = module.file.text.indexOf('\n', statement.at)
  return end >= 0 && end < node.at ? { at: statement.at, end } : undefined
}

function search(body: readonly Statement[], call: CallSeen['node']): With | undefined {
  for (const statement of body) {
    if (call.at < statement.at || call.end > statement.end) continue
    if (statement.kind === 'with' && statement.items.some(({ value }) => value === call)) return statement
    if (statement.kind === 'if') {
      const blocks = [...statement.branches.map((branch) => branch.body), statement.otherwise ?? []]
      return blocks.map((block) => search(block, call)).find((found) => found !== undefined)
    }
    return 'body' in statement ? search(statement.body, call) : undefined
  }
  return undefined
}
