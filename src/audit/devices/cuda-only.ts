/** Which code is written for CUDA machines alone: what does not work on a Mac is no mistake there. */
import type { Guard, Observation } from '../../trace/observation.ts'
import type { TracedClass, TracedFunction } from '../../trace/definition.ts'
import type { Module } from '../../trace/trace.ts'
import type { Expression } from '../../trace/syntax.ts'
import { reachOfPath } from '../reachability/reach.ts'
import { memoized } from '../memoized.ts'

/** Identifiers by which conditions and decorators speak of CUDA, and of Metal. */
const CUDA = /cuda|nvidia|nccl/i
const GPU = /cuda|nvidia|nccl|gpu/i
const METAL = /(^|[^a-z])(mps|metal)(?![a-z])/i
const DENIAL = /(^|_)(no|not|without|disable|skip)_?(cuda|nvidia|gpu)/i

/** The innermost condition that only CUDA machines meet, around the code; undefined when there is none. */
export function cudaGuardOf(observation: Observation): Guard | undefined {
  return observation.guards.findLast(isForCuda)
}

/**
 * Whether the code is meant for other machines than Macs: by a condition around it that asks for CUDA, by one that has
 * sent Metal another way, by the name of what it belongs to, or by what skips its test elsewhere.
 */
export function isForCudaAlone(observation: Observation): boolean {
  const { guards, function: around, module } = observation
  return isBehind(guards) || isMarked(module) || (around !== undefined && (belongsToCuda(around) || isSkipped(around)))
}

/**
 * Whether a switch for CUDA is all that keeps other machines from the code, and it is on where nobody sets it, or set by something
 * that says nothing of CUDA: `cuda = all(gpu >= 0 for gpu in gpus)`.
 */
export function isBehindOpenSwitch({ guards, function: around, module }: Observation): boolean {
  if (isMarked(module) || guards.some(isPastMetal) || (around && (belongsToCuda(around) || isSkipped(around))))
    return false
  return guards.every((guard) => !isForCuda(guard) || isOpenSwitch(guard))
}

function isOpenSwitch({ value, unlessAsked, unlessDenied, assigned }: Guard): boolean {
  if (value !== undefined || unlessAsked) return false
  return unlessDenied === true || (assigned !== undefined && !names(assigned, CUDA))
}

const isBehind = memoized((guards: readonly Guard[]) => guards.some((guard) => isForCuda(guard) || isPastMetal(guard)))

/** Whether the code is behind a condition, not known here, that asks for something by name: `if args.xformers:`. */
export function isOptedInto({ guards }: Observation, name: RegExp): boolean {
  return guards.some(({ test, side, value }) => value === undefined && needs(test, side, name))
}

/** Whether a condition lets CUDA machines by alone. */
export function isForCuda(guard: Guard): boolean {
  const { test, side, value, basis } = guard
  const asks = basis.some(({ fact }) => fact === 'cuda' || fact === 'device')
  if (value !== undefined) return asks && value !== side
  return needs(test, side, CUDA) || needs(writtenOut(guard), side, CUDA)
}

/** The test, or what the name that it is was set to: `on_gpu = step == 0 and device == "cuda"`. */
function writtenOut({ test, assigned }: Guard): Expression {
  return assigned ?? test
}

/** The branch that is left when the one for Metal has been taken. */
function isPastMetal({ test, side, value }: Guard): boolean {
  return value === undefined && refuses(test, side, METAL)
}

/** Whether one side of a test is reached only with what is named. */
function needs(test: Expression, side: boolean, name: RegExp): boolean {
  if (test.kind === 'not') return needs(test.operand, !side, name)
  if (test.kind !== 'boolean') return sideOf(test, name) === side
  const [left, right] = [needs(test.left, side, name), needs(test.right, side, name)]
  return (test.operator === 'and') === side ? left || right : left && right
}

/** Whether what is named goes the other way at a test. */
function refuses(test: Expression, side: boolean, name: RegExp): boolean {
  if (test.kind === 'not') return refuses(test.operand, !side, name)
  if (test.kind === 'boolean') return refuses(test.left, side, name) || refuses(test.right, side, name)
  return sideOf(test, name) === !side
}

/** The outcome of a simple test by which it speaks for what is named; undefined when it does not ask for it. */
function sideOf(test: Expression, name: RegExp): boolean | undefined {
  if (!names(test, name)) return undefined
  if (test.kind !== 'comparison') return !wordsOf(test).some((word) => DENIAL.test(word))
  const [first] = test.rest
  return !first || !/^(!=|not in|is not|<>)$/.test(first.operator) || isNone(first.right)
}

function isNone(node: Expression): boolean {
  return node.kind === 'constant' && node.value === null
}

/** Whether an expression names something, in an identifier or a text. */
function names(node: Expression, name: RegExp): boolean {
  return wordsOf(node).some((word) => name.test(word))
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
      return [...wordsOf(node.callee), ...node.arguments.flatMap(({ name = '', value }) => [name, ...wordsOf(value)])]
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

/** Whether the code is in a class that is about CUDA by its name: `class CUDAGraphRunner`. */
export function isInCudaClass({ function: around }: Observation): boolean {
  return isOfCudaClass(around?.owner)
}

/** A callback runs wherever the training does that it is handed to, whatever it is called: `class CUDACallback(Callback)`. */
function isOfCudaClass(owner: TracedClass | undefined): boolean {
  if (!owner || !CUDA.test(owner.name)) return false
  return !owner.bases.some((base) => base.kind === 'external' && base.name.endsWith('Callback'))
}

/** Whether a function is the project's own `def cuda(self)`: what is in it fails for whoever calls that. */
export function isOwnCuda({ name, owner }: TracedFunction): boolean {
  return owner !== undefined && name.endsWith('.cuda')
}

/** `class CUDAAccelerator`, `cuda.py`; and `def reset_cuda_memory()`, unless code that runs on a Mac calls it. */
const belongsToCuda = memoized((state: TracedFunction): boolean => {
  const { module, name, owner, calls, around, reachability } = state
  if (around !== undefined && belongsToCuda(around)) return true
  const file = module.path.slice(module.path.lastIndexOf('/') + 1)
  if (file === 'cuda.py' || isOfCudaClass(owner)) return true
  // What stands for `.cuda()` of the project's own objects is called like that of any other.
  if (isOwnCuda(state)) return false
  const own = name.slice(name.lastIndexOf('.') + 1)
  return calls.live.length === 0 && reachability === 'never' && [file, own].some((word) => CUDA.test(word))
})

/** Whether decorators of the functions and classes around the code skip it without CUDA. */
const isDecorated = memoized((around: TracedFunction): boolean => {
  const found: Expression[] = []
  for (let state: TracedFunction | undefined = around; state; state = state.around) {
    found.push(...state.decorators, ...(state.owner?.decorators ?? []))
  }
  // `@require_torch_gpu`: what skips a test asks for CUDA under that name too.
  return found.some((mark) => skipsWithout(mark, GPU))
})

/** Longest chain of calls that is followed to the tests before them. */
const CALLS_LIMIT = 4

type IsSkipped = (called: TracedFunction) => boolean

/**
 * Whether code is skipped without CUDA: by decorators around it, with the code that is around it, or, of what helps tests, with the
 * code that alone calls it. What is tested is there for others as well, who may be anywhere.
 */
function skippedWith(isSkipped: IsSkipped): IsSkipped {
  return memoized((called: TracedFunction) => {
    const { around, calls, module } = called
    if (isDecorated(called) || (around !== undefined && isSkipped(around))) return true
    const isHelper = reachOfPath(module.path) === 'test'
    return (
      isHelper && calls.live.length > 0 && calls.live.every(({ function: by }) => by && by !== called && isSkipped(by))
    )
  })
}

/** By the length of the chain, each function is asked about once: many calls lead to one, and many to each of those. */
const isSkipped = Array.from({ length: CALLS_LIMIT }).reduce<IsSkipped>(skippedWith, isDecorated)

/** Words of decorators that leave something out, as opposed to those that run it in a way of CUDA: `@autocast("cuda")`. */
const SKIPPING = /skip|require|only|need|mark|parametrize|has_|_test$/i

/** `@gpu`, unlike `@spaces.GPU`, by which a function asks a host for a GPU and which elsewhere does nothing. */
const SKIPPING_WHOLE = /^(?:cuda|CUDA|gpu)$/

function skipsWithout(mark: Expression, what: RegExp): boolean {
  const callee = mark.kind === 'call' ? mark.callee : mark
  const isSkipping = names(callee, SKIPPING) || names(callee, SKIPPING_WHOLE)
  return names(mark, what) && isSkipping && !names(callee, /autocast|amp$/)
}

/** Whether a file of tests holds none but such as are skipped without CUDA, each or all at once: the rest of it is for these. */
const isMarked = memoized(({ path, marks: { whole, tests } }: Module) => {
  return reachOfPath(path) === 'test' && (askForCuda(whole) || (tests.length > 0 && tests.every(askForCuda)))
})

function askForCuda(marks: readonly Expression[]): boolean {
  return marks.some((mark) => skipsWithout(mark, CUDA))
}
