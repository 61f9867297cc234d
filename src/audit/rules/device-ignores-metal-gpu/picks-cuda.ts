import type { Expression, Statement } from '../../../trace/syntax.ts'

/** Whether a block gives CUDA's name to something: `device = torch.device('cuda')`, `return 'cuda:0'`. */
export function picksCuda(body: readonly Statement[]): boolean {
  return body.some((statement) => {
    if (statement.kind === 'assignment' || statement.kind === 'return') {
      return statement.value !== undefined && namesCuda(statement.value)
    }
    if (statement.kind !== 'if') return false
    return statement.branches.some((branch) => picksCuda(branch.body)) || picksCuda(statement.otherwise ?? [])
  })
}

function namesCuda(node: Expression): boolean {
  switch (node.kind) {
    case 'string':
      return /^cuda(:\d+)?$/.test(node.value)
    case 'formatted':
      return typeof node.parts[0] === 'string' && node.parts[0].startsWith('cuda')
    case 'binary':
      return node.left.kind === 'string' && node.left.value.startsWith('cuda:')
    case 'call':
      return (
        /^(device|get_device|Device)$/.test(ownName(node.callee)) &&
        node.arguments.some(({ value }) => namesCuda(value))
      )
    case 'conditional':
      return namesCuda(node.then) || namesCuda(node.otherwise)
    case 'sequence':
      return node.items.some(namesCuda)
    default:
      return false
  }
}

function ownName(node: Expression): string {
  if (node.kind === 'attribute') return node.name
  return node.kind === 'name' ? node.id : ''
}
