import type { TracedFunction } from '../../trace/definition.ts'
import type { AssignmentSeen, CallSeen, Observation, OptionSeen } from '../../trace/observation.ts'
import type { Expression } from '../../trace/syntax.ts'
import type { Place } from '../../trace/place.ts'
import { deviceName, options, type Value } from '../../trace/value.ts'
import { canonical, isAsDefault } from './equivalents.ts'
import { asksOnly, isOfMetal } from './questions.ts'
import type { Residue } from './residue.ts'
import { NOT_KNOWN, valueText } from './value-text.ts'

/** Something that a program does: a call, an assignment, a default, an import. */
export interface Act {
  /** All of it that counts, as a text. */
  readonly what: string
  /** Where, and where the values were written that it is done with. */
  readonly at: Point
  readonly from: readonly Point[]
  /** Set where nothing depends on it, so that it may be there or not. */
  readonly idle?: true
  /** A name that it gives a value to: one that nobody knew before may be given any. */
  readonly names?: string
  /** What a user may choose from: there may be more. */
  readonly offers?: readonly string[]
  /** What a function of the project is given by name, by `parameterKey`: of one that it has only now, more may be given. */
  readonly handed?: ReadonlyMap<string, string>
}

/** Where code begins. Of a hundred thousand acts a few are told of, and only of these the lines are looked up. */
export type Point = Omit<Place, 'end'>

/** What an observation says the program does; undefined where it only says how it comes to that. */
export function actOf(observation: Observation, residue: Residue, idle: ReadonlySet<TracedFunction>): Act | undefined {
  const at = { module: observation.module, at: observation.node.at }
  switch (observation.kind) {
    case 'call':
      return actOfCall(observation, at, residue, idle)
    case 'assignment':
      return actOfAssignment(observation, at, residue)
    case 'default': {
      const { owner, name, value, node } = observation
      const written = 'targets' in node ? node.value : node.default
      return {
        what: `${observation.live} default ${owner}.${name} = ${shown(value, written, residue)}`,
        at,
        from: writtenAt([value]),
        names: `${observation.module.path}\0${owner}\0${name}`,
      }
    }
    case 'option':
      return actOfOption(observation, at)
    case 'import':
      return {
        what: `import ${observation.name} ${observation.names.join(' ')}`,
        at,
        from: NOWHERE,
        ...(observation.importable !== false && { idle: true }),
      }
    case 'offer':
    case 'fallback':
    case 'attribute':
    case 'decision':
    case 'comparison':
    case 'project-import':
    case 'product':
    case 'meeting':
    case 'division':
    case 'none':
    case 'item':
      return undefined
  }
}

function actOfCall(call: CallSeen, at: Point, residue: Residue, idle: ReadonlySet<TracedFunction>): Act | undefined {
  const { callee, live, name, node, positional, receiver, result } = call
  if (asksOnly(name)) return undefined
  if (callee?.kind === 'function' && idle.has(callee.function)) return undefined
  const said = canonical(call)
  const called = calledBy(callee)
  const named = [...call.keywords]
    .filter(
      ([keyword, { value }]) => !isAsDefault(said.name, keyword, value) && !(isOption(name) && keyword === 'choices'),
    )
    .map(
      ([keyword, { value, argument }]) => [keyword, argumentText(said.name, value, argument.value, residue)] as const,
    )
  const given = [
    ...said.first.map((device) => `device(${device})`),
    ...positional.map(
      ({ argument, value }) => `${argument.star ?? ''}${argumentText(said.name, value, argument.value, residue)}`,
    ),
    ...(called ? [] : named.map(([keyword, text]) => `${keyword}=${text}`).toSorted()),
  ]
  const object = node.callee.kind === 'attribute' ? node.callee.object : undefined
  const of = receiver ? shown(receiver, object, residue) : ''
  const project = callee ? shown(callee, node.callee, residue) : ''
  const values = [...positional.map(({ value }) => value), ...[...call.keywords.values()].map(({ value }) => value)]
  const [variable] = positional
  const isForMetal =
    name === 'os.environ.setdefault' && variable?.value.kind === 'constant' && isOfMetal(String(variable.value.value))
  return {
    what: `${live} ${of} ${project}${said.name}(${given.join(', ')}) -> ${valueText(result)}`,
    at,
    from: writtenAt(receiver ? [receiver, ...values] : values),
    ...(isForMetal && { idle: true }),
    ...(called && { handed: new Map(named.map(([keyword, text]) => [parameterKey(called, keyword), text])) }),
  }
}

/** The one function of the project that a call comes to. */
function calledBy(callee: Value | undefined): TracedFunction | undefined {
  if (callee?.kind === 'function') return callee.function
  return callee?.kind === 'class' ? callee.class.init : undefined
}

/** A parameter by names that stay when code moves. */
export function parameterKey({ module, name }: TracedFunction, parameter: string): string {
  return `${module.path}\0${name}\0${parameter}`
}

function isOption(name: string): boolean {
  return name.endsWith('.add_argument')
}

/** PyTorch takes a device and its name alike. */
function argumentText(name: string, value: Value, node: Expression, residue: Residue): string {
  const takesName = name.startsWith('torch.') || name === '.to'
  const [device, ...others] = takesName ? new Set(options(value).map(fullName)) : []
  if (device !== undefined && others.length === 0) return `device(${device})`
  return shown(value, node, residue)
}

/** The name of a device with its number. */
function fullName(value: Value): string | undefined {
  if (value.kind === 'device') return value.name
  return value.kind === 'constant' && deviceName(value) !== undefined ? String(value.value) : undefined
}

function actOfAssignment({ live, target, value, node, module }: AssignmentSeen, at: Point, residue: Residue): Act {
  const isName = node.targets.some((each) => each.kind === 'name' && each.id === target)
  return {
    what: `${live} ${target} ${node.operator ?? ''}= ${shown(value, node.value, residue)}`,
    at,
    from: writtenAt([value]),
    ...(isName && { names: `${module.path}\0${target}` }),
    ...(isOfMetal(target) && { idle: true }),
  }
}

function actOfOption({ name, default: value, choices, live }: OptionSeen, at: Point): Act {
  return {
    what: `${live} option ${name} = ${value ? valueText(value) : ''}`,
    at,
    from: value ? writtenAt([value]) : NOWHERE,
    offers: choices?.kind === 'collection' ? choices.items.map((item) => valueText(item)) : [],
  }
}

/** What is known of a value; where that is not all, how it is written as well. */
function shown(value: Value, node: Expression | undefined, residue: Residue): string {
  const text = valueText(value)
  return text.includes(NOT_KNOWN) && node ? `${text} ${residue(node)}` : text
}

/** Shared, since most acts are done with nothing of the kind. */
const NOWHERE: readonly Point[] = []

/** Where the devices and constants among values were written. */
function writtenAt(values: readonly Value[]): readonly Point[] {
  let found: Point[] | undefined
  for (const each of values)
    for (const value of options(each)) {
      const counts = value.kind === 'device' || (value.kind === 'constant' && deviceName(value) !== undefined)
      if (counts && value.origin) (found ??= []).push(value.origin)
    }
  return found ?? NOWHERE
}
