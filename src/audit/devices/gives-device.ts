import type { Expression, Statement } from '../../trace/syntax.ts'

/** Whether a statement sets or returns a device by its name: `device = torch.device("mps")`, `return "mps"`. */
export function givesDevice(statement: Statement, device: string): boolean {
  if (statement.kind !== 'assignment' && statement.kind !== 'return') return false
  return statement.value !== undefined && isNamed(statement.value, device)
}

function isNamed(node: Expression, device: string): boolean {
  if (node.kind === 'call')
    return node.arguments.length === 1 && node.arguments.some(({ value }) => isNamed(value, device))
  return node.kind === 'string' && node.value === device
}
