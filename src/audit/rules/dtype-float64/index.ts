import type { CallSeen, Observation } from '../../../trace/observation.ts'
import { dtypeOf } from '../../../trace/dtype.ts'
import { deviceName, options, type Tensor } from '../../../trace/value.ts'
import { unparse } from '../../../trace/unparse.ts'
import type { Certainty } from '../../../report/report.ts'
import { isAnyDefault } from '../../devices/default-origins.ts'
import { type Destination, destinationOfCall, inModule, isModuleClass, mindsMetal } from '../../devices/destination.ts'
import { modelsOnMetal } from '../../devices/models-on-metal.ts'
import type { Call } from '../../../trace/syntax.ts'
import { insertAt } from '../../finding/edit-at.ts'
import { type Edits, fixBy } from '../../finding/fix-by.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { passedTo, textOf } from '../../observations/call-arguments.ts'
import { reachOfModule } from '../../reachability/reach.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { certaintyOf } from '../../observations/seen.ts'
import { argumentSite, nameSite, type SiteInRole, useSite } from '../../observations/sites.ts'
import { originsOf, writtenSite } from '../../observations/written-sites.ts'
import { narrowedOnMetal, narrowOnMetal } from './edits.ts'
import { heldBy, movesModule, movesWideLoss } from './held.ts'
import { onceALine } from './once-a-line.ts'
import { comesFromCpu, isPassedIn } from './passed-in.ts'
import { goesWhereAnother, isAnywhere } from './places.ts'
import { maybeFromNumpy, USUALLY_NARROW } from './maybe-from-numpy.ts'
import { loadedWide } from './loaded.ts'
import { MADE, madeThere } from './made-there.ts'
import { movedForCuda } from './moved-for-cuda.ts'
import { isTooWide } from './too-wide.ts'
import { castByClass, castsToDouble, castTo64, isParameter } from './casts.ts'
import { comesToDevice } from './comes-to-device.ts'
import { castsTo32, lateCast, lateCastOfData, LATE_CAST } from './late-cast.ts'
import { fix, messages, sourceOfWayBack, sources, title, why } from './prose.ts'
import { words } from './words.ts'

/** Tensors of 64-bit floats that are made on, moved to, or cast on the device of the program. */
export const rule = {
  code: 'dtype/float64',
  title,
  words,
  find: (context) =>
    onceALine([
      ...liveCalls(context, ...SETS_DEFAULT, ...PLACES, ...COMPUTES, ...CASTS, ...MADE).flatMap((call) => {
        const found = isTriedOtherwise(call) ? undefined : draftOf(call, context)
        return found && (!mindsMetal(call) || isSurelyThere(call, found)) ? [found] : []
      }),
      ...movedForCuda(context).map((call) => draft(call, 'possible', messages.placed, useSite(call))),
      ...loadedWide(context).map(({ by, most, sites }) => draft(by, most, messages.loaded, sites)),
    ]),
} satisfies Rule

/** `except TypeError:` with something else to do: the code is ready for what a move of 64-bit floats raises. */
function isTriedOtherwise({ caught, mended = caught }: CallSeen): boolean {
  return mended.includes('TypeError')
}

/** Who thinks of Metal may still move there what does not go: `elif is_mps: x = torch.from_numpy(a).to("mps")`. */
function isSurelyThere(call: CallSeen, { certainty }: Draft): boolean {
  return certainty !== 'possible' && destinationOfCall(call) === 'gpu'
}

const SETS_DEFAULT = ['torch.set_default_dtype', 'torch.set_default_tensor_type'] as const
const PLACES = ['.to', '.cuda', { given: 'device' }] as const
const COMPUTES = [{ given: 'dtype' }] as const
const CASTS = ['.double', '.cdouble', '.type', '.register_buffer', 'torch.nn.Parameter', LATE_CAST] as const

function draftOf(call: CallSeen, context: AuditContext): Draft | undefined {
  return (
    ofDefault(call, context) ??
    ofPlaced(call, context) ??
    ofLateCast(call, context) ??
    ofMade(call, context) ??
    ofHeld(call, context) ??
    ofComputed(call) ??
    ofWayBack(call) ??
    ofCast(call, context)
  )
}

/** `torch.set_default_dtype(torch.float64)`: everything made after it. */
function ofDefault(call: CallSeen, context: AuditContext): Draft | undefined {
  const [first] = call.positional
  if (!first) return undefined
  const isDouble =
    (call.name === 'torch.set_default_dtype' && isTooWide(dtypeOf(first.value))) ||
    (call.name === 'torch.set_default_tensor_type' && /Double/.test(textOf(first.value) ?? externalName(first.value)))
  return isDouble ? draft(call, comesToDevice(call, context), messages.byDefault, useSite(call)) : undefined
}

/** A tensor known to be of 64-bit floats that is put on the device. */
function ofPlaced(call: CallSeen, context: AuditContext): Draft | undefined {
  const destination = destinationOfCall(call)
  const isByDefault = destination === 'cpu' && isGivenByDefault(call, context)
  const result = options(call.result).find(isTooWideTensor)
  if (destination === undefined || isForFixture(call, destination)) return undefined
  if (destination === 'cpu' && !isByDefault) return undefined
  if (result) {
    const dtype = passedTo(call, 'dtype')
    const named = dtype !== undefined && isTooWide(dtypeOf(dtype.value))
    const isLess = result.dtypeByDefault || destination !== 'gpu'
    const isOneOfSeveral = call.result.kind === 'choice'
    const isOpen = isByDefault || isOneOfSeveral || mayBeCpu(call) || (result.dtypeByDefault && goesWhereAnother(call))
    const most = isOpen ? 'possible' : isLess ? 'likely' : 'certain'
    const site = named ? argumentSite(call, dtype.argument) : useSite(call)
    const made = result.dtypeByDefault ? madeElsewhere(call, result, context) : []
    const edits = named
      ? narrowOnMetal(call, dtype.argument, context)
      : result.dtypeByDefault && most !== 'possible'
        ? narrowedOnMetal(call, context)
        : []
    return draft(call, most, result.dtypeByDefault ? messages.numpy : messages.placed, [site, ...made], edits)
  }
  const cast = castTo64(call)
  if (cast) {
    const edits = narrowOnMetal(call, cast.argument, context)
    return draft(call, isByDefault ? 'possible' : 'likely', messages.placed, argumentSite(call, cast.argument), edits)
  }
  return maybeFromNumpy(call) ? draft(call, 'possible', messages.maybeNumpy, useSite(call)) : undefined
}

/** `with torch.device("mps"): torch.linspace(0, 1, 64, dtype=torch.float64)` */
function ofMade(call: CallSeen, context: AuditContext): Draft | undefined {
  const most = madeThere(call, context)
  if (most === undefined) return undefined
  const dtype = passedTo(call, 'dtype')
  return draft(call, most, messages.placed, dtype ? argumentSite(call, dtype.argument) : useSite(call))
}

function isTooWideTensor(value: CallSeen['result']): value is Tensor {
  return isTensor(value) && value.library === 'torch' && isTooWide(value.dtype)
}

/** Whether a call puts its tensor on the CPU only where nobody names another device: `def __init__(self, device="cpu")`. */
function isGivenByDefault(call: CallSeen, context: AuditContext): boolean {
  const device = passedTo(call, 'device', call.name === '.to' ? 0 : undefined)
  return device !== undefined && originsOf(device.value).some((origin) => isAnyDefault(origin, context))
}

/** Whether something chooses between the CPU and a device that comes in: `device = "cpu" if is_device_mps(x.device) else x.device`. */
function mayBeCpu(call: CallSeen): boolean {
  const device = passedTo(call, 'device', call.name === '.to' ? 0 : undefined)
  const all = device ? options(device.value) : []
  return all.some((own) => own.kind === 'unknown') && all.some((own) => deviceName(own) === 'cpu' && !own.basis?.length)
}

/** Whether a test computes on the device that it is given by a fixture, which is the CPU's unless somebody says otherwise. */
function isForFixture({ module, function: around }: CallSeen, destination: Destination): boolean {
  if (destination !== 'unknown' || around === undefined || reachOfModule(module) !== 'test') return false
  return /(?:^|\.)test_\w+$/.test(around.name) && around.parameters.some(({ name }) => name === 'device')
}

/** Where NumPy made the array, if that is in another line: there a dtype is missing. */
function madeElsewhere({ module, node }: CallSeen, { origin }: Tensor, context: AuditContext): readonly SiteInRole[] {
  if (!origin || (origin.module === module && origin.at >= node.at && origin.end <= node.end)) return []
  return [writtenSite(origin, context)]
}

/** A buffer or parameter of 64-bit floats, which goes along when its module is moved, with its type. */
function ofHeld(call: CallSeen, context: AuditContext): Draft | undefined {
  if (movesWideLoss(call)) return draft(call, 'likely', messages.held, useSite(call))
  const held = heldBy(call)
  const value = held?.value
  if (!held || !value || !isTensor(value)) return undefined
  // Of a function of NumPy's that is given a tensor it gives one, of the type that it was: only what was made a tensor counts.
  const isPerhaps = value.perhapsWide === true && value.library === 'torch'
  const where = isTooWide(value.dtype) || isPerhaps ? movesModule(call, context) : undefined
  if (where === undefined) return undefined
  const [most, message] = isPerhaps ? (['possible', messages.maybeNumpy] as const) : [where, messages.held]
  return draft(call, most, message, argumentSite(call, held.argument))
}

function ofLateCast(call: CallSeen, context: AuditContext): Draft | undefined {
  const moved = lateCast(call, context)
  // Where it is cast to 32 bits it was none of those before; half precision is asked for whatever it was.
  const isWide =
    moved !== undefined && castsTo32(call) && !USUALLY_NARROW.test(unparse(moved).replace('from_numpy', ''))
  const most = isWide ? 'likely' : 'possible'
  if (moved) return draft(call, most, messages.lateCast, nameSite(call, moved), castFirst(call, moved))
  const data = lateCastOfData(call, context)
  return data && draft(call, 'possible', messages.movedFirst, nameSite(call, data), castFirst(call, data))
}

/** The cast before the move as well: the same numbers, rounded on the CPU instead of the device. */
function castFirst(call: CallSeen, { callee }: Call): Edits {
  const isMove = callee.kind === 'attribute' && /^(?:to|cuda)$/.test(callee.name)
  if (call.name !== '.float' || !isMove) return []
  return [insertAt(call, callee.object.end, '.float()', { safety: 'safe', why })]
}

/** `x.to("cpu", torch.float64)`, of what is on the device: there it is cast before it is copied. */
function ofWayBack(call: CallSeen): Draft | undefined {
  const { receiver } = call
  const isThere = receiver !== undefined && isTensor(receiver) && receiver.device !== undefined
  const cast = destinationOfCall(call) === 'cpu' ? castTo64(call) : castByClass(call)
  if (!cast || !isThere || receiver.device === 'cpu' || isTooWide(receiver.dtype)) return undefined
  return draft(call, 'likely', messages.wayBack, argumentSite(call, cast.argument))
}

/** `.double()` and the like on what is on the device: the tensors of a network, or the network. */
function ofCast(call: CallSeen, context: AuditContext): Draft | undefined {
  // A method `double` of the project's own is asked for by name.
  if (!castsToDouble(call) || destinationOfCall(call) === 'cpu' || call.function?.name.endsWith('.double'))
    return undefined
  const { receiver } = call
  const site = useSite(call)
  if (receiver && modelsOnMetal(context).has(receiver)) return draft(call, 'likely', messages.module, site)
  if (receiver?.kind === 'object' && isModuleClass(receiver.class))
    return draft(call, 'possible', messages.module, site)
  if (receiver && isTensor(receiver) && !isAnywhere(receiver)) {
    return receiver.device && receiver.device !== 'cpu' ? draft(call, 'certain', messages.placed, site) : undefined
  }
  if (!inModule(call) && isParameter(call)) return draft(call, 'possible', messages.inNetwork, site)
  if (!inModule(call) && isPassedIn(call, context)) return draft(call, 'possible', messages.passed, site)
  if (!inModule(call) || comesFromCpu(call)) return undefined
  return draft(call, call.function?.name.endsWith('.forward') ? 'likely' : 'possible', messages.inNetwork, site)
}

/** What computes on tensors with a type of its own: `x.sum(dtype=torch.float64)`, `F.softmax(x, dtype=torch.float64)`. */
function ofComputed(call: CallSeen): Draft | undefined {
  const dtype = call.keywords.get('dtype')
  const isTaken =
    /^\.(?:sum|mean|prod|cumsum|cumprod|softmax|log_softmax|nansum|new_(?:zeros|ones|full|empty|tensor))$/.test(
      call.name,
    )
  const isFunction =
    /^torch\.(?:(?:nn\.functional\.)?(?:log_)?softmax|sum|mean|prod|cumsum|cumprod|(?:zeros|ones|full|empty|randn?)_like)$/.test(
      call.name,
    )
  if (!dtype || !isTooWide(dtypeOf(dtype.value)) || !(isTaken || isFunction) || comesFromCpu(call)) return undefined
  const tensor = isTaken ? call.receiver : call.positional[0]?.value
  if (tensor && isTensor(tensor) && (tensor.library !== 'torch' || tensor.device === 'cpu' || tensor.unplaced))
    return undefined
  const isOnDevice = tensor !== undefined && isTensor(tensor) && tensor.device !== undefined
  const site = argumentSite(call, dtype.argument)
  return draft(call, isOnDevice || inModule(call) ? 'likely' : 'possible', messages.placed, site)
}

function isTensor(value: CallSeen['result']): value is Tensor {
  return value.kind === 'tensor'
}

function externalName(value: CallSeen['result']): string {
  return value.kind === 'external' ? value.name : ''
}

function draft(
  seenAt: Observation,
  most: Certainty,
  message: string,
  site: SiteInRole | readonly SiteInRole[],
  edits: Edits = [],
): Draft {
  const certainty = most === 'possible' ? 'possible' : certaintyOf(seenAt, most)
  return {
    effect: 'blocks',
    certainty,
    message,
    subject: { kind: 'setting', name: 'dtype', value: 'float64' },
    sites: [site].flat(),
    sources: message === messages.wayBack ? [sourceOfWayBack, ...sources] : sources,
    fix: fixBy(edits, { effort: 'minutes', summary: fix }),
    backend: 'mps',
    group: message === messages.lateCast ? messages.numpy : message,
  }
}
