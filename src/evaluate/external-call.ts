import { type Arguments, valueOf } from './arguments.ts'
import { collectionOf, external, TEXT_LIMIT } from './bounded-values.ts'
import { type Frame, placeOf } from './frame.ts'
import { callOnMac } from './mac.ts'
import { madeTensor } from './tensor.ts'
import { type Call } from '../project/python/tree.ts'
import {
  constant,
  deviceName,
  join,
  joinBases,
  options,
  truth,
  UNKNOWN,
  type Value,
  withBasis,
} from '../trace/value.ts'

/** Gives the value of calling something outside the project. */
export function callExternal(name: string, node: Call, passed: Arguments, frame: Frame): Value {
  const first = passed.positional[0]?.value
  const fact = callOnMac(name, placeOf(frame, node), frame.mac, first)
  if (fact) return fact
  const own = KNOWN_CALLS.get(name)
  if (own) return own(passed, node, frame)
  return madeTensor(name, passed) ?? { kind: 'instance', of: name, fields: new Map() }
}

type KnownCall = (passed: Arguments, node: Call, frame: Frame) => Value

const KNOWN_CALLS: ReadonlyMap<string, KnownCall> = new Map(
  Object.entries<KnownCall>({
    'torch.device': (passed, node, frame) => {
      const index = passed.positional[1]?.value
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
    // A count that is 0 on a Mac stays 0 in `min(count, limit)` and makes `range(count)` empty.
    'builtins.range': (passed) => {
      const end = valueOf(passed, passed.positional.length > 1 ? 1 : 0)
      const isEmpty = passed.positional.length < 3 && end.kind === 'constant' && end.value === 0
      return isEmpty && end.basis ? { kind: 'collection', items: [], basis: end.basis } : UNKNOWN
    },
    'builtins.min': (passed) => {
      const least = passed.positional
        .map(({ value }) => value)
        .find((value) => value.kind === 'constant' && value.value === 0)
      return least?.basis ? least : UNKNOWN
    },
    'builtins.getattr': (passed, node, frame) => {
      const [object, name, fallback] = passed.positional.map(({ value }) => value)
      if (name?.kind !== 'constant' || typeof name.value !== 'string' || !object) return UNKNOWN
      if (object.kind === 'external') return external(`${object.name}.${name.value}`)
      if (object.kind === 'instance' || object.kind === 'table') return object.fields.get(name.value) ?? UNKNOWN
      return fallback
        ? join([UNKNOWN, fallback])
        : withBasis(UNKNOWN, [{ fact: 'platform', name: name.value, place: placeOf(frame, node) }])
    },
    'builtins.hasattr': (passed, node, frame) => {
      const [object, name] = passed.positional.map(({ value }) => value)
      const asked =
        object?.kind === 'external' && name?.kind === 'constant' ? `${object.name}.${String(name.value)}` : ''
      if (!['torch.mps', 'torch.backends.mps', 'torch.has_mps'].includes(asked)) return UNKNOWN
      return constant(true, undefined, [{ fact: 'mps', name: asked, place: placeOf(frame, node) }])
    },
    'os.environ.get': fromEnvironment,
    'os.getenv': fromEnvironment,
    'dataclasses.field': declaredDefault,
    'pydantic.Field': declaredDefault,
    'typer.Option': firstOrDefault,
    'typer.Argument': firstOrDefault,
    'types.SimpleNamespace': keywordsAsFields,
    'builtins.dict': keywordsAsFields,
    'argparse.Namespace': keywordsAsFields,
  }),
)

function fromEnvironment(passed: Arguments): Value {
  const fallback = passed.positional[1]?.value
  return fallback ? join([UNKNOWN, fallback]) : UNKNOWN
}

function declaredDefault(passed: Arguments): Value {
  return passed.keywords.get('default')?.value ?? UNKNOWN
}

function firstOrDefault(passed: Arguments): Value {
  return passed.positional[0]?.value ?? passed.keywords.get('default')?.value ?? UNKNOWN
}

function keywordsAsFields(passed: Arguments): Value {
  return { kind: 'table', fields: new Map([...passed.keywords].map(([name, { value }]) => [name, value])) }
}

function mapOptions(value: Value, change: (option: Value) => Value): Value {
  return join(options(value).map(change))
}

function asText(text: string, from: Value): Value {
  return constant(text, from.origin, from.basis)
}

function quantified(value: Value, how: 'any' | 'all'): Value {
  if (value.kind !== 'collection') return UNKNOWN
  const truths = value.items.map(truth)
  const decided = how === 'any' ? truths.includes(true) : truths.includes(false)
  const basis = joinBases(value.items.map((item) => item.basis))
  if (decided) return constant(how === 'any', value.origin, basis)
  return truths.includes(undefined) ? { kind: 'unknown', basis } : constant(how === 'all', value.origin, basis)
}

/** What a method of a string gives when the string is known. */
export function stringMethod(text: string, method: string, passed: Arguments, from: Value): Value {
  if (text.length > TEXT_LIMIT) return { kind: 'unknown', ...(from.basis ? { basis: from.basis } : {}) }
  const first = passed.positional[0]?.value
  const argument = first?.kind === 'constant' && typeof first.value === 'string' ? first.value : undefined
  switch (method) {
    case 'lower':
      return asText(text.toLowerCase(), from)
    case 'upper':
      return asText(text.toUpperCase(), from)
    case 'strip':
      return asText(text.trim(), from)
    case 'startswith':
      return argument === undefined ? UNKNOWN : constant(text.startsWith(argument), from.origin, from.basis)
    case 'endswith':
      return argument === undefined ? UNKNOWN : constant(text.endsWith(argument), from.origin, from.basis)
    case 'split':
      return collectionOf(
        text.split(argument ?? /\s+/).map((part) => asText(part, from)),
        from.basis ? { basis: from.basis } : {},
      )
    case 'format':
      return {
        kind: 'constant',
        value: text.replace(/\{[^{}]*\}/g, '?'),
        partial: true,
        ...(from.origin ? { origin: from.origin } : {}),
      }
    default:
      return deviceName(from) === undefined
        ? UNKNOWN
        : { kind: 'unknown', ...(from.basis ? { basis: from.basis } : {}) }
  }
}
