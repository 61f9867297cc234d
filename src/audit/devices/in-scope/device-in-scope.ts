import type { TracedClass, TracedFunction } from '../../../trace/definition.ts'
import type { AssignmentSeen, Observation } from '../../../trace/observation.ts'
import {
  type ChosenBy,
  type DeviceForm,
  deviceForm,
  deviceNamed,
  type DeviceName,
  devicesAmong,
  devicesOf,
} from '../../../trace/device-name.ts'
import { functionsAround, lineageOf } from '../../../trace/definition.ts'
import type { Expression, Span } from '../../../trace/syntax.ts'
import type { Module } from '../../../trace/trace.ts'
import { groupBy } from '../../group-by.ts'
import { memoized } from '../../memoized.ts'
import { seen } from '../../observations/seen.ts'
import { calledAt } from './called-at.ts'
import type { AuditContext } from '../../rule.ts'
import { isModuleClass } from '../destination.ts'
import { hasParameters } from './has-parameters.ts'
import { bodyHas, wanted } from '../body-names.ts'

/** An expression that gives the device which the program chose, where some code stands. */
export interface DeviceInScope {
  /** As Python: `device`, `self.device`, `dist_util.dev()`, `next(self.parameters()).device`. */
  readonly code: string
  readonly form: DeviceForm
  /** Who chose it, where that is known. */
  readonly by?: ChosenBy
}

/** Where a device is asked for: some code of a function, or of a module outside of any. */
export type Here = Pick<Observation, 'module' | 'function'> & { readonly node: Span }

/**
 * The device that is known at some code, by the name that is nearest: a variable or parameter of the function or of one
 * around it, an attribute of its class, a name of the module, a function of the project that chooses; failing these, where
 * what goes into a network or its parameters are. Undefined where nothing in scope holds one.
 * @param except what is not to be named, such as what the code itself sets
 */
export function deviceInScope(
  context: AuditContext,
  here: Here,
  except: readonly string[] = [],
): DeviceInScope | undefined {
  return deviceHeld(context, here, except) ?? ofInput(here) ?? ofNetwork(here, context)
}

/** The device that something in scope holds, or gives, for itself; where tensors and networks are does not count. */
export function deviceHeld(
  context: AuditContext,
  here: Here,
  except: readonly string[] = [],
): DeviceInScope | undefined {
  const names = namesInScope(context, here).filter((name) => !except.includes(name.code) && isOfProgram(name))
  return names.find(({ gives }) => !gives) ?? names[0]
}

/** What the author has put on the CPU is for what stays there, and a variable that is None for nothing yet; an option is still to be given. */
function isOfProgram({ code, by }: DeviceName): boolean {
  return by !== 'cpu' && (by !== 'nobody' || code.includes('.'))
}

/** All of them, the nearest first. */
function namesInScope(context: AuditContext, here: Here): readonly DeviceName[] {
  const { ofModules, ofFunctions } = context.trace.devices
  const around = functionsAround(here.function)
  const ofOuter = around.flatMap((own) => [
    ...localsBefore(context, own, here),
    ...(ofFunctions.get(own) ?? []),
    ...attributesOf(context, own, here),
  ])
  const isSetLater = setLater(context, here)
  const global = (ofModules.get(here.module) ?? []).filter(
    ({ root, gives }) => !isSetLater(root) && !around.some((own) => own === gives),
  )
  return [...ofOuter, ...global]
}

/** What a function has set before some code of its own, the latest first; for a function within it, at any time. */
function localsBefore(context: AuditContext, own: TracedFunction, here: Here): readonly DeviceName[] {
  const set = devicesSet(context).get(own) ?? []
  const before = own === here.function ? set.filter(({ node }) => node.end <= here.node.at) : set
  return before.toReversed().flatMap(namesSet)
}

/** Which names of a module are not set yet where code stands that runs when the module does, or is called then. */
function setLater(context: AuditContext, { module, function: around, node }: Here): (name: string) => boolean {
  const first = around ? calledAt(context, around) : node.at
  if (first === undefined) return () => false
  const set = (assignedIn(context).get(module) ?? []).filter((assignment) => assignment.function === undefined)
  return (name) => {
    const own = set.filter(({ target }) => target === name)
    return own.length > 0 && own.every((assignment) => assignment.node.end > first)
  }
}

/** The attributes of a method's object that hold a device, its own and those of its bases, and of bases outside the project. */
function attributesOf(context: AuditContext, method: TracedFunction, here: Here): readonly DeviceName[] {
  const self = selfOf(method)
  if (self === undefined || !method.owner) return []
  const isConstructor = method.name.endsWith('.__init__')
  const known = [...lineageOf(method.owner)].flatMap((ancestor) => context.trace.devices.ofClasses.get(ancestor) ?? [])
  const already = new Set(isConstructor ? attributesSetBefore(context, self, here) : [])
  const found = known
    .filter(({ root }) => !isConstructor || already.has(root))
    .map((name) => ({ ...name, code: `${self}.${name.code}` }))
  return hasDevice(method.owner) && !isConstructor
    ? [...found, { code: `${self}.device`, root: 'device', form: 'device' }]
    : found
}

/** In a constructor only what it has set itself is there. */
function attributesSetBefore(context: AuditContext, self: string, { module, function: around, node }: Here): string[] {
  return (assignedIn(context).get(module) ?? [])
    .filter((assignment) => assignment.function === around && assignment.node.end <= node.at)
    .flatMap(({ node: { targets } }) => targets)
    .flatMap((target) =>
      target.kind === 'attribute' && target.object.kind === 'name' && target.object.id === self ? target.name : [],
    )
}

/** What a method calls its object. */
function selfOf({ owner, parameters, decorators }: TracedFunction): string | undefined {
  const isBound = !decorators.some((node) => node.kind === 'name' && /^(?:static|class)method$/.test(node.id))
  return owner && isBound ? parameters[0]?.name : undefined
}

/** Classes of libraries whose objects know their device. */
const HAVE_DEVICE = /LightningModule$|PreTrainedModel$|DiffusionPipeline$|ModelMixin$/

const hasDevice = memoized((traced: TracedClass): boolean =>
  [...lineageOf(traced)].some(({ bases }) =>
    bases.some((base) => base.kind === 'external' && HAVE_DEVICE.test(base.name)),
  ),
)

/** What a tensor goes by that a network is given. */
const INPUT =
  /^(?:x|inputs?|images?|imgs?|tensors?|features?|feats?|hidden_states|preds?|logits|tokens|input_ids|latents?|samples?)$/

/** Where the input of a network is, in one of its methods, or what is annotated as a tensor. */
function ofInput({ function: around, node }: Here): DeviceInScope | undefined {
  const inMethod = around?.owner !== undefined && isModuleClass(around.owner) && !around.name.endsWith('.__init__')
  const given = around?.parameters.find(
    ({ name, star, annotation }) =>
      !star && ((inMethod && isInput(name, around)) || isTensor(annotation)) && !isPartOf(node, name),
  )
  return given && { code: `${given.name}.device`, form: 'device' }
}

/** Several may be a list of them, which has no device. */
function isInput(name: string, method: TracedFunction): boolean {
  return INPUT.test(name) && !(name.endsWith('s') && goesThroughLists(method))
}

const goesThroughLists = memoized((method: TracedFunction): boolean => bodyHas(method, GOES_THROUGH))

/** What a function says that goes through a list, or makes one tensor of it. */
const GOES_THROUGH = wanted([
  'pad_sequence',
  'pack_sequence',
  'stack',
  'zip',
  'enumerate',
  'len',
  'isinstance',
  'items',
])

/** `Tensor`, `torch.Tensor`. */
function isTensor(annotation: Expression | undefined): boolean {
  if (annotation?.kind === 'attribute') return annotation.name === 'Tensor'
  return annotation?.kind === 'name' && annotation.id === 'Tensor'
}

/** What a network goes by among the parameters of a function. */
const NETWORK = /^(?:model|net|network|unet|backbone)$/

/** Where the parameters of the network are whose method it is, or that the function is given. */
function ofNetwork({ function: around, node }: Here, context: AuditContext): DeviceInScope | undefined {
  if (!around) return undefined
  const self = selfOf(around)
  const given = around.parameters.find(({ name, star }) => !star && NETWORK.test(name))
  // What moves the network itself, or a part of it, cannot go by where it is.
  if (given && isPartOf(node, given.name)) return undefined
  if (self !== undefined && around.owner && isModuleClass(around.owner)) {
    const isMade = !around.name.endsWith('.__init__') && !isPartOf(node, self)
    return isMade && hasParameters(around.owner, context) ? parametersOf(self) : undefined
  }
  return given && parametersOf(given.name)
}

function parametersOf(network: string): DeviceInScope {
  return { code: `next(${network}.parameters()).device`, form: 'device' }
}

/** Whether code is a method of what goes by a name, or of a part of that: `model.cuda()`, `x[0].cuda()`. */
function isPartOf(node: Span, name: string): boolean {
  if (!isExpression(node)) return false
  switch (node.kind) {
    case 'name':
      return node.id === name
    case 'call':
      return isPartOf(node.callee, name)
    case 'attribute':
    case 'subscript':
      return isPartOf(node.object, name)
    default:
      return false
  }
}

function isExpression(node: Span): node is Expression {
  return 'kind' in node
}

/** The assignments of each function that give a device to a plain name. */
const devicesSet = memoized(
  (context: AuditContext): ReadonlyMap<TracedFunction | undefined, readonly AssignmentSeen[]> => {
    const given = seen(context, 'assignment').filter(
      (assignment) => assignment.function && namesSet(assignment).length > 0,
    )
    return groupBy(given, (assignment) => assignment.function)
  },
)

function namesSet({ node, target, value }: AssignmentSeen): readonly DeviceName[] {
  if (!node.targets.some((each) => each.kind === 'name' && each.id === target)) return []
  const form = deviceForm(target, value)
  if (form) return [deviceNamed(target, form, value)]
  return value.kind === 'instance' ? devicesOf(target, optionsOf(value)) : []
}

const optionsOf = memoized(devicesAmong)

const assignedIn = memoized((context: AuditContext): ReadonlyMap<Module, readonly AssignmentSeen[]> =>
  groupBy(seen(context, 'assignment'), ({ module }) => module),
)
