/** Which code is written for CUDA machines alone: what does not work on a Mac is no mistake there. */
import type { Guard, Observation } from '../evaluate/observation.ts'
import type { Expression } from '../project/python/tree.ts'

/** Identifiers by which conditions and decorators speak of CUDA. */
const CUDA_NAME = /cuda|nvidia|nccl/i
const DENIAL = /(^|_)(no|not|without|disable|skip)_?(cuda|nvidia|gpu)/i

/** The innermost condition that only CUDA machines meet, around the code; undefined when there is none. */
export function cudaGuardOf(observation: Observation): Guard | undefined {
  return observation.guards.findLast(isForCuda)
}

/** Whether the code is meant for CUDA machines alone: by a condition around it, or by a decorator of its test. */
export function isForCudaAlone(observation: Observation): boolean {
  return cudaGuardOf(observation) !== undefined || decoratorsOf(observation).some((decorator) => asksForCuda(decorator))
}

function isForCuda({ test, side, value, basis }: Guard): boolean {
  const asks = basis.some(({ fact }) => fact === 'cuda' || fact === 'device')
  if (value !== undefined) return asks && value !== side
  return cudaSide(test) === side
}

/** The outcome of a test that only CUDA machines reach; undefined when the test does not ask for CUDA. */
function cudaSide(test: Expression): boolean | undefined {
  switch (test.kind) {
    case 'not':
      return negated(cudaSide(test.operand))
    case 'boolean': {
      const sides = [cudaSide(test.left), cudaSide(test.right)]
      const wanted = test.operator === 'and'
      return wanted
        ? sides.includes(true)
          ? true
          : undefined
        : sides.every((side) => side === true) || (sides.includes(false) ? false : undefined)
    }
    case 'comparison': {
      const [first] = test.rest
      if (!first || !asksForCuda(test)) return undefined
      return !/^(!=|not in|is not|<>)$/.test(first.operator) || isNone(first.right)
    }
    default:
      return asksForCuda(test) ? !denies(test) : undefined
  }
}

function negated(side: boolean | undefined): boolean | undefined {
  return side === undefined ? undefined : !side
}

function isNone(node: Expression): boolean {
  return node.kind === 'constant' && node.value === null
}

/** Whether an expression names CUDA, in an identifier or a text. */
function asksForCuda(node: Expression): boolean {
  return wordsOf(node).some((word) => CUDA_NAME.test(word))
}

function denies(node: Expression): boolean {
  return wordsOf(node).some((word) => DENIAL.test(word))
}

function wordsOf(node: Expression): readonly string[] {
  switch (node.kind) {
    case 'name':
      return [node.id]
    case 'attribute':
      return [...wordsOf(node.object), node.name]
    case 'string':
      return [node.value]
    case 'call':
      return [...wordsOf(node.callee), ...node.arguments.flatMap(({ value }) => wordsOf(value))]
    case 'comparison':
      return [...wordsOf(node.left), ...node.rest.flatMap(({ right }) => wordsOf(right))]
    case 'sequence':
      return node.items.flatMap(wordsOf)
    case 'not':
      return wordsOf(node.operand)
    case 'boolean':
      return [...wordsOf(node.left), ...wordsOf(node.right)]
    case 'subscript':
      return [...wordsOf(node.object), ...node.index.flatMap(wordsOf)]
    case 'number':
    case 'constant':
    case 'formatted':
    case 'mapping':
    case 'conditional':
    case 'binary':
    case 'unary':
    case 'lambda':
    case 'comprehension':
    case 'named':
    case 'wrapped':
    case 'opaque':
      return []
  }
}

/** Decorators of the function around the code and of its class: tests are skipped by them. */
function decoratorsOf({ function: around }: Observation): readonly Expression[] {
  if (!around || around.definition.kind === 'lambda') return []
  return [...around.definition.decorators, ...(around.owner?.definition.decorators ?? [])]
}
