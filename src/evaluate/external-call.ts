import { type Arguments, valueOf } from './arguments.ts'
import { arraysOfLibrary } from './array-libraries.ts'
import { collectionOf } from './bounded-values.ts'
import { callsByName } from './by-name.ts'
import { formCalls } from './form.ts'
import { type Frame, placeOf } from './frame.ts'
import { callOn, hasPart } from './machine/answers.ts'
import { loaderOf, partsOf, tensorsOf } from './loaders.ts'
import { recordType, sameItems, zipped } from './rows.ts'
import { LOSS } from './losses.ts'
import { settingCalls } from './settings.ts'
import { madeTensor } from './tensor.ts'
import { computedTensors } from './torch-functions.ts'
import { asText } from './text.ts'
import { itemOf, numbered } from './turns.ts'
import { type Call } from '../project/python/tree.ts'
import { boundsOf, constant, join, joinBases, options, truth, UNKNOWN, type Value, withBasis } from '../trace/value.ts'

/** Gives the value of calling something outside the project. */
export function callExternal(name: string, node: Call, passed: Arguments, frame: Frame): Value {
  const first = passed.positional[0]?.value
  const fact = callOn(frame.machine, name, placeOf(frame, node), first)
  if (fact) return fact
  const own = KNOWN_CALLS.get(name)
  if (own) return own(passed, node, frame)
  const lent = arraysOfLibrary(name, passed, placeOf(frame, node))
  if (lent) return lent
  const computed = computedTensors(name, passed)
  if (computed) return computed
  const made = madeTensor(name, passed, frame)
  if ((made?.dtypeByDefault || made?.layout) && !made.origin) return { ...made, origin: placeOf(frame, node) }
  return made ?? ofLayer(name, first) ?? { kind: 'instance', of: name, fields: fieldsOf(name, node, passed, frame) }
}

/**
 * Fields for an object that is made: a loss keeps its weights, and a parser its options, since functions that declare some are
 * evaluated after it is used.
 */
function fieldsOf(name: string, node: Call, passed: Arguments, { program }: Frame): Map<string, Value> {
  if (LOSS.test(name)) return weightsOf(passed)
  if (!name.endsWith('ArgumentParser')) return new Map()
  const fields = program.parsers.get(node) ?? new Map<string, Value>()
  program.parsers.set(node, fields)
  return fields
}

/** `nn.CrossEntropyLoss(weight=w)`, by the names of the weights. */
function weightsOf({ keywords }: Arguments): Map<string, Value> {
  const weights = ['weight', 'pos_weight'].flatMap((name) => {
    const value = keywords.get(name)?.value
    return value?.kind === 'tensor' ? [[name, value] as const] : []
  })
  return new Map(weights)
}

/** What a layer gives is where its input is, of which it is known that it is on a device. */
function ofLayer(name: string, input: Value | undefined): Value | undefined {
  if (!LAYERS.test(name) || input?.kind !== 'tensor' || input.device === undefined) return undefined
  return { kind: 'tensor', library: 'torch', device: input.device }
}

/** Layers, and networks of torchvision that give one tensor. */
const LAYERS = /^torch\.nn\.[A-Z]\w*\(\)$|^torchvision\.models\.(?!detection|segmentation)(?:\w+\.)?[a-z]\w*\(\)$/

export type KnownCall = (passed: Arguments, node: Call, frame: Frame) => Value

const KNOWN_CALLS: ReadonlyMap<string, KnownCall> = new Map(
  Object.entries<KnownCall>({
    'torch.device': (passed, node, frame) => {
      const index = (passed.positional[1] ?? passed.keywords.get('index'))?.value
      return mapOptions(valueOf(passed, 0, 'type'), (value) => {
        const text = value.kind === 'device' ? value.name : value.kind === 'constant' ? value.value : undefined
        if (typeof text !== 'string') return { kind: 'unknown', ...(value.basis ? { basis: value.basis } : {}) }
        const full = index?.kind === 'constant' ? `${text}:${String(index.value)}` : text
        return {
          kind: 'device',
          name: full,
          origin: value.origin ?? placeOf(frame, node),
          ...(value.basis ? { basis: value.basis } : {}),
        }
      })
    },
    'builtins.str': (passed) =>
      mapOptions(valueOf(passed, 0), (value) => (value.kind === 'device' ? asText(value.name, value) : value)),
    'builtins.bool': (passed) => {
      const value = valueOf(passed, 0)
      const known = truth(value)
      return known === undefined
        ? { kind: 'unknown', ...(value.basis ? { basis: value.basis } : {}) }
        : constant(known, value.origin, value.basis)
    },
    'builtins.any': (passed) => quantified(valueOf(passed, 0), 'any'),
    'builtins.all': (passed) => quantified(valueOf(passed, 0), 'all'),
    // A count that is 0 for want of GPUs stays 0 in `min(count, limit)` and makes `range(count)` empty.
    'builtins.range': (passed) => {
      const end = valueOf(passed, passed.positional.length > 1 ? 1 : 0)
      if (end.kind === 'count') return withBasis(UNKNOWN, end.basis)
      const isEmpty = passed.positional.length < 3 && end.kind === 'constant' && end.value === 0
      return isEmpty && end.basis ? { kind: 'collection', items: [], basis: end.basis } : UNKNOWN
    },
    'builtins.min': (passed) => {
      const values = passed.positional.map(({ value }) => value)
      const least = values.find((value) => value.kind === 'constant' && value.value === 0)
      if (least) return least.basis ? least : UNKNOWN
      return leastOf(values)
    },
    'builtins.max': (passed) => greatestOf(passed.positional.map(({ value }) => value)),
    'builtins.len': (passed) => {
      const value = valueOf(passed, 0)
      return isEmptyForMachine(value) ? constant(0, value.origin, value.basis) : withBasis(UNKNOWN, value.basis)
    },
    'builtins.enumerate': (passed, _, frame) => numbered(itemOf(valueOf(passed, 0), frame)),
    'builtins.zip': zipped,
    'builtins.reversed': sameItems,
    'builtins.sorted': sameItems,
    'random.sample': sameItems,
    'collections.deque': (passed) =>
      passed.positional.length === 0 ? { ...collectionOf([]), anyNumber: true } : sameItems(passed),
    'collections.namedtuple': recordType,
    'builtins.iter': (passed) => valueOf(passed, 0),
    'builtins.next': (passed, _, frame) => itemOf(valueOf(passed, 0), frame),
    'tqdm.tqdm': (passed) => valueOf(passed, 0, 'iterable'),
    'tqdm.auto.tqdm': (passed) => valueOf(passed, 0, 'iterable'),
    'torch.utils.data.DataLoader': loaderOf,
    'torch.utils.data.TensorDataset': tensorsOf,
    'torch.utils.data.random_split': partsOf,
    'torch.utils.data.Subset': (passed) => valueOf(passed, 0, 'dataset'),
    'builtins.list': sameItems,
    'builtins.tuple': sameItems,
    'builtins.float': (_, node, frame) => ({
      kind: 'instance',
      of: 'builtins.float',
      fields: new Map(),
      origin: placeOf(frame, node),
    }),
    'builtins.int': (passed) => {
      const value = valueOf(passed, 0)
      if (value.kind === 'constant' && typeof value.value === 'boolean')
        return constant(Number(value.value), value.origin, value.basis)
      return boundsOf(value) ? value : UNKNOWN
    },
    'builtins.hasattr': (passed, node, frame) => {
      const [object, name] = passed.positional.map(({ value }) => value)
      const asked =
        object?.kind === 'external' && name?.kind === 'constant' ? `${object.name}.${String(name.value)}` : ''
      return hasPart(frame.machine, asked, placeOf(frame, node)) ?? UNKNOWN
    },
    'torch.Generator': generatorOf,
    'functools.partial': (passed) => functionHeld(valueOf(passed, 0)),
    'builtins.isinstance': (passed) => isText(passed),
    'os.environ.get': fromEnvironment,
    'os.getenv': fromEnvironment,
    'decouple.config': fromEnvironment,
    'environ.Env()': fromEnvironment,
    'environ.Env().str': fromEnvironment,
    'environs.Env()': fromEnvironment,
    'environs.Env().str': fromEnvironment,
    'environs.env': fromEnvironment,
    'environs.env.str': fromEnvironment,
    'starlette.config.Config()': fromEnvironment,
    'dataclasses.field': declaredDefault,
    'attr.ib': declaredByAttrs,
    'attr.field': declaredByAttrs,
    'attrs.field': declaredByAttrs,
    'pydantic.Field': firstOrDeclared,
    'typer.Option': firstOrDefault,
    'typer.Argument': firstOrDefault,
    'types.SimpleNamespace': keywordsAsFields,
    'builtins.dict': keywordsAsFields,
    'argparse.Namespace': keywordsAsFields,
    ...callsByName,
    ...formCalls,
    ...settingCalls,
  }),
)

/** A layer or function of a network of which some arguments are given ahead: whatever they are, it is that which is called. */
function functionHeld(value: Value): Value {
  return value.kind === 'external' && /^torch\.nn\.(?:functional\.)?\w+$/.test(value.name) ? value : UNKNOWN
}

/** A generator of random numbers, of which it is kept where it draws: on the CPU unless a device is named. */
function generatorOf(passed: Arguments): Value {
  const [first] = passed.positional
  const device = (first ?? passed.keywords.get('device'))?.value ?? (passed.open ? UNKNOWN : constant('cpu'))
  return { kind: 'instance', of: 'torch.Generator', fields: new Map([['device', device]]) }
}

/** `isinstance(device, str)`, of a text or of what surely is none. */
function isText(passed: Arguments): Value {
  const [, asked] = passed.positional
  if (asked?.argument.value.kind !== 'name' || asked.argument.value.id !== 'str') return UNKNOWN
  return join(
    options(valueOf(passed, 0)).map((own) => {
      if (own.kind === 'constant') return constant(typeof own.value === 'string', undefined, own.basis)
      return /^(?:table|collection|tensor|device|object)$/.test(own.kind) ? constant(false) : UNKNOWN
    }),
  )
}

function fromEnvironment(passed: Arguments): Value {
  const fallback = (passed.positional[1] ?? passed.keywords.get('default'))?.value
  return fallback ? join([UNKNOWN, fallback]) : UNKNOWN
}

/** What a field is where nobody sets it: its default, or what its factory gives. */
function declaredDefault(passed: Arguments, _: Call, { program, engine }: Frame): Value {
  const factory = passed.keywords.get('default_factory')?.value
  const state = factory?.kind === 'function' ? program.functionsById[factory.function.id] : undefined
  return passed.keywords.get('default')?.value ?? (state ? engine.enter(state) : UNKNOWN)
}

/** `Field(3)` and `Field(default=3)` */
function firstOrDeclared(passed: Arguments, node: Call, frame: Frame): Value {
  return passed.positional[0]?.value ?? declaredDefault(passed, node, frame)
}

/** `attr.ib(3)`, `attr.ib(default=3)` and `attr.ib(factory=list)` */
function declaredByAttrs({ positional, keywords, open }: Arguments, node: Call, frame: Frame): Value {
  const named = new Map([...keywords].map(([name, given]) => [name === 'factory' ? 'default_factory' : name, given]))
  return firstOrDeclared({ positional, keywords: named, open }, node, frame)
}

function firstOrDefault(passed: Arguments): Value {
  return passed.positional[0]?.value ?? passed.keywords.get('default')?.value ?? UNKNOWN
}

function keywordsAsFields(passed: Arguments): Value {
  return { kind: 'table', fields: new Map([...passed.keywords].map(([name, { value }]) => [name, value])) }
}

function mapOptions(value: Value, change: (option: Value) => Value): Value {
  const changed = join(options(value).map(change))
  return value.kind === 'choice' && value.inTurn && changed.kind === 'choice' ? { ...changed, inTurn: true } : changed
}

/** The least of several numbers, where one of them is a count. */
function leastOf(values: readonly Value[]): Value {
  const basis = joinBases(values.map((value) => (value.kind === 'count' ? value.basis : undefined)))
  const least = values.flatMap((value) => boundsOf(value)?.least ?? [])
  const isCount = basis.length > 0 && least.length === values.length
  return isCount ? { kind: 'count', atLeast: Math.min(...least), basis } : withBasis(UNKNOWN, basis)
}

/** The greatest of several numbers, where one of them is of GPUs. */
function greatestOf(values: readonly Value[]): Value {
  const basis = joinBases(values.map((value) => value.basis))
  const bounds = values.flatMap((value) => boundsOf(value) ?? [])
  if (basis.length === 0 || values.length === 0 || bounds.length < values.length) return withBasis(UNKNOWN, basis)
  const least = Math.max(...bounds.map((each) => each.least))
  const isKnown = bounds.every((each) => each.least === each.most)
  return isKnown ? constant(least, values[0]?.origin, basis) : { kind: 'count', atLeast: least, basis }
}

/** Whether a collection has no items because of the machine. */
function isEmptyForMachine(value: Value): boolean {
  return value.kind === 'collection' && value.items.length === 0 && (value.basis?.length ?? 0) > 0
}

function quantified(value: Value, how: 'any' | 'all'): Value {
  if (value.kind !== 'collection' || value.anyNumber) return withBasis(UNKNOWN, value.basis)
  const truths = value.items.map(truth)
  const decided = how === 'any' ? truths.includes(true) : truths.includes(false)
  const basis = joinBases(value.items.map((item) => item.basis))
  if (decided) return constant(how === 'any', value.origin, basis)
  return truths.includes(undefined) ? { kind: 'unknown', basis } : constant(how === 'all', value.origin, basis)
}
