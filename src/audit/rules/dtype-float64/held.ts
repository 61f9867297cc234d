import { lineageOf, type TracedClass } from '../../../trace/definition.ts'
import { dtypeOf } from '../../../trace/dtype.ts'
import type { CallSeen } from '../../../trace/observation.ts'
import { options, type Value } from '../../../trace/value.ts'
import type { Certainty } from '../../../report/report.ts'
import { destinationOfCall, isModuleClass } from '../../devices/destination.ts'
import { type Passed, passedTo } from '../../observations/call-arguments.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import type { AuditContext } from '../../rule.ts'
import { isLightningModule, movesByFramework } from './by-framework.ts'
import { isTooWide } from './too-wide.ts'

/** What a module keeps as a buffer or parameter. */
export function heldBy(call: CallSeen): Passed | undefined {
  if (call.name === '.register_buffer') return passedTo(call, 'tensor', 1)
  return call.name === 'torch.nn.Parameter' ? passedTo(call, 'data', 0) : undefined
}

/** `nn.CrossEntropyLoss(weight=torch.tensor(weights)).to(device)`: whether a call moves a loss whose weights are too wide. */
export function movesWideLoss(call: CallSeen): boolean {
  const { receiver } = call
  const destination = destinationOfCall(call)
  if (receiver?.kind !== 'instance' || destination === undefined || destination === 'cpu') return false
  if (!/^torch\.nn\.\w+Loss$/.test(receiver.of) || castsToNarrow(call)) return false
  return [...receiver.fields.values()].some((weight) => weight.kind === 'tensor' && isTooWide(weight.dtype))
}

/** How sure it is that the module around a call is moved to the device; undefined when it is cast on the way. */
export function movesModule(call: CallSeen, context: AuditContext): Certainty | undefined {
  const owner = call.function?.owner
  const moves = liveCalls(context, '.to', '.cuda').filter((move) => {
    const destination = destinationOfCall(move)
    return destination !== undefined && destination !== 'cpu'
  })
  const models = moves.filter(({ receiver }) => receiver !== undefined && isModule(receiver))
  const own = models.filter(({ receiver }) => receiver && owner && isOfClass(receiver, owner))
  if (own.length > 0 && own.every(castsToNarrow)) return undefined
  // A module that is not moved by itself is a part of one that is.
  if (owner && own.length === 0 && isLightningModule(owner) && movesByFramework(context)) return 'likely'
  const isPart = owner !== undefined && models.some((move) => !castsToNarrow(move))
  return own.length > 0 || isPart ? 'likely' : moves.length > 0 ? 'possible' : undefined
}

function isModule(receiver: Value): boolean {
  return options(receiver).some((value) => value.kind === 'object' && isModuleClass(value.class))
}

function isOfClass(receiver: Value, owner: TracedClass): boolean {
  return options(receiver).some((value) => value.kind === 'object' && [...lineageOf(value.class)].includes(owner))
}

/** A module that is moved and cast in one call has its floats cast first. */
export function castsToNarrow({ positional, keywords }: CallSeen): boolean {
  return [...positional, ...keywords.values()].some(({ value }) => {
    const dtype = dtypeOf(value)
    return dtype !== undefined && !isTooWide(dtype)
  })
}
