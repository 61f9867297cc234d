import type { Assignment, Call, Expression, Statement } from '../../../trace/syntax.ts'
import { unparse } from '../../../trace/unparse.ts'

/** A statement that gives a device to something. */
export type Pick = Assignment | Extract<Statement, { kind: 'return' | 'expression' }>

/** Whether a block gives CUDA's name to something: `device = torch.device('cuda')`, `return 'cuda:0'`, `devices.append('cuda')`. */
export function picksCuda(body: readonly Statement[]): boolean {
  return cudaPicks(body).length > 0
}

/** The statements of a block that do, those of conditions in it among them. */
export function cudaPicks(body: readonly Statement[]): readonly Pick[] {
  return body.flatMap((statement): readonly Pick[] => {
    if (statement.kind === 'assignment' || statement.kind === 'return') {
      const { value } = statement
      if (statement.kind === 'assignment' && statement.targets.some(isRank)) return []
      return value && (namesCuda(value) || isNumbered(statement) || isSetToGpu(statement)) ? [statement] : []
    }
    if (statement.kind === 'expression')
      return addsCuda(statement.value) || yieldsCuda(statement.value) ? [statement] : []
    if (statement.kind !== 'if') return []
    return [...statement.branches.flatMap((branch) => cudaPicks(branch.body)), ...cudaPicks(statement.otherwise ?? [])]
  })
}

/** What a list of devices may be called. */
const OF_DEVICES = /dev|accel|gpu|backend|platform|available|supported|choice|candidate|found|hardware/i

/** `yield torch.device("cuda")` */
function yieldsCuda(node: Expression): boolean {
  return node.kind === 'wrapped' && node.how === 'yield' && namesCuda(node.value)
}

/** `devices.append("cuda")`, of a list that is called after devices. */
function addsCuda(node: Expression): boolean {
  if (node.kind !== 'call' || node.callee.kind !== 'attribute') return false
  const { name, object } = node.callee
  return (
    /^(?:append|add|insert|extend)$/.test(name) &&
    OF_DEVICES.test(unparse(object)) &&
    node.arguments.some(({ value }) => namesCuda(value))
  )
}

/** What a device is called by that is given by its number, `gpu_id = 0`; a number of workers is none. */
const NUMBERED = /^(?:(?:cuda_)?devices?|gpu|cuda)(?:_?(?:id|ids|idx|index|num|no))?$/i

/** Which of several processes this one is, `rank = torch.cuda.current_device()`: nothing is put there. */
function isRank(target: Expression): boolean {
  return /(?:^|_)(?:rank|process_id)$/.test(ownName(target))
}

function isNumbered(statement: Pick): boolean {
  if (statement.kind !== 'assignment' || statement.value?.kind !== 'number') return false
  return statement.targets.some((target) => NUMBERED.test(ownName(target)))
}

/** `config["accelerator"] = "gpu"`, which is what trainers call any GPU. */
function isSetToGpu(statement: Pick): boolean {
  if (statement.kind !== 'assignment' || statement.value?.kind !== 'string' || statement.value.value !== 'gpu')
    return false
  return statement.targets.some((target) => /^(?:accelerator|device)$/.test(ownName(target)))
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
        ownName(node.callee) === 'current_device' ||
        (/^(device|get_device|Device)$/.test(ownName(node.callee)) &&
          node.arguments.some(({ value }) => namesCuda(value))) ||
        isByOrdinal(node)
      )
    case 'conditional':
      return namesCuda(node.then) || namesCuda(node.otherwise)
    case 'sequence':
      return node.items.some(namesCuda)
    case 'comprehension':
      return node.result.some(namesCuda)
    default:
      return false
  }
}

/** `torch.device(0)`. */
function isByOrdinal({ callee, arguments: given }: Call): boolean {
  const [only, ...others] = given
  return ownName(callee) === 'device' && only?.value.kind === 'number' && others.length === 0
}

function ownName(node: Expression): string {
  if (node.kind === 'attribute') return node.name
  const [key] = node.kind === 'subscript' ? node.index : []
  if (key?.kind === 'string') return key.value
  return node.kind === 'name' ? node.id : ''
}
