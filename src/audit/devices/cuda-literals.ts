/** Where CUDA is named outright in code that runs on a Mac: `.cuda()`, `.to('cuda')`, `torch.device('cuda')`. */
import type { TracedFunction } from '../../trace/definition.ts'
import type { CallSeen, ComparisonSeen, Observation } from '../../trace/observation.ts'
import type { Place } from '../../trace/place.ts'
import type { Argument, Expression } from '../../trace/syntax.ts'
import { unparse } from '../../trace/unparse.ts'
import { deviceName, options, type Value } from '../../trace/value.ts'
import { memoized } from '../memoized.ts'
import { isForMac } from '../observations/live-calls.ts'
import { innermost, nestedSpans } from '../observations/nested-spans.ts'
import { handlesMissingCuda, seen } from '../observations/seen.ts'
import { originsOf } from '../observations/written-sites.ts'
import { reachOfModule } from '../reachability/reach.ts'
import { argumentsOfLibraryCalls } from '../packages/library-calls.ts'
import type { AuditContext } from '../rule.ts'
import { callsNamingCuda, mayBeCuda } from './calls-naming-cuda.ts'
import { isForCudaAlone } from './cuda-only.ts'
import { isDefault, placeKey } from './default-origins.ts'
import { type DeviceArgument, deviceArguments, isOnlyCuda, isWrittenIn } from './device-arguments.ts'
import { fallbacksOf, returnsCpu } from './falls-back.ts'
import { useOfDevice } from './in-scope/moved-to.ts'
import { switchedDevices } from './switched-devices.ts'

export type CudaLiteral =
  | { readonly kind: 'method'; readonly call: CallSeen }
  | { readonly kind: 'argument'; readonly call: CallSeen; readonly passed: DeviceArgument }
  /** What the call is given was written elsewhere. */
  | {
      readonly kind: 'written'
      readonly call: CallSeen
      readonly value: Value
      readonly origins: readonly Place[]
      /** Whether these are all places at which the value is written. */
      readonly isWhole: boolean
    }

type IsReported = (place: Place) => boolean

/** `torch.device("cuda")`, as opposed to a tensor there: `mask.to("cuda") < 0`. */
function makesDevice({ result }: CallSeen): boolean {
  return options(result).some(({ kind }) => kind === 'device')
}

/** Those that no other finding reports. */
export const cudaLiterals = memoized((context: AuditContext): readonly CudaLiteral[] => {
  const isReported = reportedElsewhere(context)
  const compared = new Set<Expression>(
    seen(context, 'comparison').flatMap(({ node }) =>
      [node.left, ...node.rest.map(({ right }) => right)].flatMap((side) =>
        side.kind === 'sequence' ? side.items : side,
      ),
    ),
  )
  const mended = new Set(
    seen(context, 'decision').flatMap((decision) => (returnsCpu(decision) ? (decision.function ?? []) : [])),
  )
  // `torch.device(name)` in a function that gives the CPU back where there is no CUDA, and `torch.device("cuda").type`.
  const isOnlyNamed = ({ name, attribute, function: around }: CallSeen): boolean =>
    name === 'torch.device' && (attribute === 'type' || (around !== undefined && mended.has(around)))
  return callsNamingCuda(context)
    .filter((call) => isForMac(call) && !isReported(placeOf(call)) && !handlesMissingCuda(call) && !isTestForCuda(call))
    .filter(
      (call) => !(compared.has(call.node) && makesDevice(call)) && !isOnlyNamed(call) && !isMarkedCase(call, context),
    )
    .flatMap((call) => literalsIn(call, isReported, context))
})

/** `pytest.param(torch.device("cuda"), marks=needs_cuda)`: a case of a test that the mark leaves out where there is no CUDA. */
function isMarkedCase(call: CallSeen, context: AuditContext): boolean {
  const user = useOfDevice(call, context)?.call ?? call
  return user.name === 'pytest.param' && user.keywords.has('marks')
}

/** In a list of parameters, `device=torch.device("cuda")`, and in what a switch sets. */
function reportedElsewhere(context: AuditContext): IsReported {
  const reported = [...seen(context, 'default'), ...seen(context, 'fallback'), ...switchedDevices(context)]
  const spans = nestedSpans(reported.map((observation) => ({ place: placeOf(observation), of: observation.kind })))
  return (place) => innermost(spans, place) !== undefined
}

function literalsIn(call: CallSeen, isReported: IsReported, context: AuditContext): readonly CudaLiteral[] {
  if (call.name === '.cuda') return isOwnMethodWithoutCuda(call, context) ? [] : [{ kind: 'method', call }]
  return [...deviceArguments(call), ...reachingDevices(call, context)]
    .map((passed) => ({ ...passed, value: itsTurn(passed.value, call) }))
    .filter(({ argument, value }) => isOnlyCuda(value) && !argumentsOfLibraryCalls(context).has(argument))
    .filter(({ argument }) => !isMendedWithin(call, argument, context))
    .flatMap((passed): CudaLiteral[] => {
      if (isWrittenIn(passed.value, passed.argument, call)) return [{ kind: 'argument', call, passed }]
      const all = originsOf(passed.value)
      const origins = all.filter(
        (origin) =>
          !isReported(origin) && !isDefault(origin, context) && !writtenForCuda(context).has(placeKey(origin)),
      )
      return origins.length === 0
        ? []
        : [{ kind: 'written', call, value: passed.value, origins, isWhole: origins.length === all.length }]
    })
}

/** Whether `cuda` is a method of the project's own that names no CUDA itself: it notes a wish, or counts something. */
function isOwnMethodWithoutCuda({ callee }: CallSeen, context: AuditContext): boolean {
  return callee?.kind === 'function' && !functionsNamingCuda(context).has(callee.function)
}

/** The functions in which CUDA is named, and those around them. */
const functionsNamingCuda = memoized((context: AuditContext): ReadonlySet<TracedFunction> => {
  const found = new Set<TracedFunction>()
  for (const call of callsNamingCuda(context))
    for (let around = call.function; around && !found.has(around); around = around.around) found.add(around)
  return found
})

/** Of a list of devices that a loop goes through, CUDA, which has its turn; not where Metal has one, or CUDA is asked for before. */
function itsTurn(value: Value, { guards }: CallSeen): Value {
  if (value.kind !== 'choice' || !value.inTurn) return value
  const isAsked = guards.some(({ basis }) => basis.length > 0)
  if (isAsked || value.options.some((option) => deviceName(option) === 'mps')) return value
  const turn = value.options.filter((option) => deviceName(option) === 'cuda')
  return turn.length > 0 ? { ...value, options: turn } : value
}

/** Whether one of the project's own functions takes the CPU in place of what it is given, where there is no CUDA. */
function isMendedWithin({ callee, node }: CallSeen, argument: Argument, context: AuditContext): boolean {
  if (callee?.kind !== 'function') return false
  const { function: called } = callee
  const taken = called.owner ? called.parameters.slice(1) : called.parameters
  const name = argument.name ?? taken[node.arguments.indexOf(argument)]?.name
  return (
    fallbacks(context)
      .get(name ?? '')
      ?.some((decision) => decision.function === called) ?? false
  )
}

const fallbacks = memoized(fallbacksOf)

/**
 * What one of the project's own functions is given that comes to where a device is taken, whatever its parameter is called:
 * `Task("cuda:4")`, and of all that callers give some other one is the CPU.
 */
function reachingDevices(call: CallSeen, context: AuditContext): readonly DeviceArgument[] {
  if (!call.callee || options(call.callee).every(({ kind }) => kind !== 'function' && kind !== 'class')) return []
  const given = [...call.positional, ...call.keywords.values()].filter(({ value }) => isOnlyCuda(value))
  return given.filter(({ value }) => originsOf(value).some((origin) => isTaken(origin, context)))
}

/** Whether a library's own call puts something on the device that was written at a place; `torch.device` only describes it. */
export function isTaken(origin: Place, context: AuditContext): boolean {
  return takersOf(origin, context).length > 0
}

/** The calls that put something on the device that was written at a place. */
function takersOf(origin: Place, { trace }: AuditContext): readonly (CallSeen | ComparisonSeen)[] {
  const users = trace.uses.get(origin.module)?.get(origin.at) ?? []
  return users.filter((user) => !isDescription(user) && takes(user, origin))
}

/** Whether such a call is given it as it is: not by a name to which the function gives another device for want of CUDA. */
export function isTakenAsItIs(origin: Place, context: AuditContext): boolean {
  return takersOf(origin, context).some((user) => {
    const names = user.kind === 'call' ? deviceArguments(user).map(({ argument }) => unparse(argument.value)) : []
    return !names.some((name) =>
      fallbacks(context)
        .get(name)
        ?.some((decision) => decision.function === user.function),
    )
  })
}

function isDescription(user: CallSeen | ComparisonSeen): boolean {
  return user.kind === 'call' && user.name === 'torch.device'
}

function takes(user: CallSeen | ComparisonSeen, { module, at }: Place): boolean {
  if (user.kind !== 'call' || user.callee || user.live === 'no') return false
  return deviceArguments(user).some(({ value }) =>
    options(value).some(({ origin }) => origin?.module === module && origin.at === at),
  )
}

/** Where CUDA is named in code that is meant for it alone: `if use_cuda: device = 'cuda'`. */
const writtenForCuda = memoized((context: AuditContext): ReadonlySet<string> => {
  const assigned = seen(context, 'assignment').filter((given) => mayBeCuda(given.value) && isForCudaAlone(given))
  return new Set(assigned.flatMap(({ value }) => originsOf(value)).map(placeKey))
})

/** Whether the code tests what only CUDA machines have; elsewhere a program that asks for CUDA by name may well come by. */
function isTestForCuda(call: CallSeen): boolean {
  return reachOfModule(call.module) === 'test' && isForCudaAlone(call)
}

/**
 * Whether a call stands in an argument by which CUDA is named, or beside it as its index: it goes when that goes.
 * `torch.device("cuda", torch.cuda.current_device())`
 */
export function isInCudaLiteral(call: CallSeen, context: AuditContext): boolean {
  return innermost(namingArguments(context), placeOf(call)) !== undefined
}

const namingArguments = memoized((context: AuditContext) => {
  const naming = cudaLiterals(context).flatMap((literal) => {
    if (literal.kind !== 'argument') return []
    const { call, passed } = literal
    const named = call.name === 'torch.device' ? call.node.arguments : [passed.argument]
    return named.map(({ at, end }) => ({ place: { module: call.module, at, end }, of: literal.kind }))
  })
  return nestedSpans(naming)
})

function placeOf({ module, node: { at, end } }: Observation): Place {
  return { module, at, end }
}
