import { lineageOf, type TracedClass } from '../../trace/definition.ts'
import type { CallSeen } from '../../trace/observation.ts'
import type { Place } from '../../trace/place.ts'
import { deviceName, type ObjectValue, options, type Value } from '../../trace/value.ts'
import { isModuleClass } from './destination.ts'
import { passedTo } from '../observations/call-arguments.ts'
import { isForMac } from '../observations/live-calls.ts'
import { isLive, seen } from '../observations/seen.ts'
import { memoized } from '../memoized.ts'
import type { AuditContext } from '../rule.ts'

/** What tells one model from another: the class of the project's own, what was made of a layer of PyTorch. */
type Identity = TracedClass | Map<string, Value>

/** Which models they are, and how many. */
interface Models {
  readonly has: (model: Value) => boolean
  readonly size: number
}

/** The models that are moved to Metal and nowhere else; of a class of which it is known which of its objects are moved, these. */
export const modelsOnMetal = memoized((context: AuditContext): Models => {
  const moves = seen(context, 'call', '.to', '.cuda', '.cpu').filter((call) => isForMac(call) && call.receiver)
  const there = new Set<Identity>()
  const elsewhere = new Set<Identity>()
  const made = new Map<TracedClass, (Place | undefined)[]>()
  for (const move of moves) {
    const place = isToMetal(move) ? there : isCast(move) ? undefined : elsewhere
    for (const identity of identitiesOf(move.receiver)) place?.add(identity)
    if (place === there) for (const object of objectsIn(move.receiver)) noteMade(made, object)
  }
  for (const identity of elsewhere) there.delete(identity)
  const { size } = there
  if (size === 0) return { size, has: () => false }
  const movesItsInput = classesThatMove(context)
  const has = (model: Value): boolean => {
    const own = identitiesOf(model)
    return (
      own.length === 1 &&
      own.every((each) => there.has(each)) &&
      objectsIn(model).every((object) => isOneOf(object, made.get(object.class) ?? [])) &&
      !options(model).some(movesItsInput)
    )
  }
  return { size, has }
})

/** The models that only a test for CUDA lets be moved, so that on a Mac they stay where they were made. */
export const modelsMovedForCuda = memoized(
  (context: AuditContext): Models & { readonly moves: readonly CallSeen[] } => {
    const moves = seen(context, 'call', '.to', '.cuda').filter((call) => call.receiver && !isCast(call))
    const left = new Set(moves.filter(isForCudaOnly).flatMap(({ receiver }) => identitiesOf(receiver)))
    for (const move of moves)
      if (!isForCudaOnly(move)) for (const identity of identitiesOf(move.receiver)) left.delete(identity)
    const has = (model: Value): boolean => {
      const own = identitiesOf(model)
      return own.length > 0 && own.every((each) => left.has(each))
    }
    return { size: left.size, has, moves: moves.filter(isForCudaOnly) }
  },
)

/**
 * The layers and ready networks that nothing moves, so that they stay on the CPU where they were made: those that no method moves
 * or loads, and that nothing else is given, which might.
 */
export const modelsNeverMoved = memoized((context: AuditContext): Pick<Models, 'has'> => {
  const touched = new Set<Identity>()
  // What came through a call or an attribute was made in a round before, where its moves were not seen.
  const made = new Set<Identity>()
  for (const call of context.index.byKind.call) {
    if (!call.name.startsWith('.')) for (const identity of identitiesOf(call.result)) made.add(identity)
    if (call.receiver && /^\.(?:to|cuda|to_empty|apply|share_memory)$/.test(call.name))
      for (const identity of identitiesOf(call.receiver)) touched.add(identity)
    if (!/^(?:torch\.optim\.|builtins\.)/.test(call.name))
      for (const { value } of [...call.positional, ...call.keywords.values()])
        for (const identity of identitiesIn(value)) touched.add(identity)
  }
  // What an object or a list holds may be moved with it.
  for (const { target, value } of context.index.byKind.assignment)
    if (/[.[]/.test(target) || value.kind === 'collection' || value.kind === 'table')
      for (const identity of identitiesIn(value)) touched.add(identity)
  const has = (model: Value): boolean => {
    const [only, ...others] = identitiesOf(model)
    return (
      model.kind === 'instance' && only !== undefined && others.length === 0 && made.has(only) && !touched.has(only)
    )
  }
  return { has }
})

function identitiesIn(value: Value): readonly Identity[] {
  const parts =
    value.kind === 'collection' ? value.items : value.kind === 'table' ? [...value.fields.values()] : options(value)
  return parts.flatMap(identitiesOf)
}

/** Whether a Mac does not come to a call, however the program is set. */
function isForCudaOnly(call: CallSeen): boolean {
  return !isLive(call) && !call.off
}

function objectsIn(value: Value | undefined): readonly ObjectValue[] {
  return value ? options(value).filter((each) => each.kind === 'object') : []
}

function noteMade(made: Map<TracedClass, (Place | undefined)[]>, object: ObjectValue): void {
  const known = made.get(object.class)
  if (known) known.push(object.made)
  else made.set(object.class, [object.made])
}

/** Whether an object may be one of those that were made at some places; undefined stands for any place. */
function isOneOf({ made }: ObjectValue, places: readonly (Place | undefined)[]): boolean {
  if (made === undefined) return true
  return places.some((place) => place === undefined || (place.module === made.module && place.at === made.at))
}

/** What is a model by what made it. */
const MODELS = /^torch\.nn\.(?!parallel|DataParallel|\w*Loss)|^torchvision\.models\.(?:\w+\.)*[a-z]\w*$/

function identitiesOf(value: Value | undefined): readonly Identity[] {
  const all = value ? options(value) : []
  const found = all.flatMap((each): Identity[] => {
    if (each.kind === 'object') return isModuleClass(each.class) ? [each.class] : []
    return each.kind === 'instance' && MODELS.test(each.of) ? [each.fields] : []
  })
  return found.length === all.length ? found : []
}

function isToMetal(move: CallSeen): boolean {
  const device = move.name === '.to' ? passedTo(move, 'device', 0) : undefined
  return device !== undefined && options(device.value).every((each) => deviceName(each) === 'mps')
}

/** `model.to(torch.float16)` leaves it where it is. */
function isCast({ name, positional, keywords }: CallSeen): boolean {
  return name === '.to' && [...positional, ...keywords.values()].every(({ value }) => value.kind === 'external')
}

/** Tells which objects move what they are given by themselves, in a method that is called with it. */
function classesThatMove(context: AuditContext): (object: Value) => boolean {
  const moving = seen(context, 'call', '.to', '.cuda', '.type_as').flatMap(({ function: around }) =>
    around?.owner && /\.(?:forward|__call__|encode|embed)$/.test(around.name) ? [around.owner] : [],
  )
  const classes = new Set(moving)
  return (object) => object.kind === 'object' && [...lineageOf(object.class)].some((each) => classes.has(each))
}
