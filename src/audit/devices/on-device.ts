import type { CallSeen } from '../../trace/observation.ts'
import { unparse } from '../../trace/unparse.ts'
import { options, type Tensor } from '../../trace/value.ts'
import type { Certainty } from '../../report/report.ts'
import { destinationOfCall, inModule } from './destination.ts'
import { certaintyOf } from '../observations/seen.ts'

/** Makers of tensors, which make them on the CPU unless a device is named. */
const MAKERS =
  /^torch\.(logspace|linspace|arange|range|eye|randperm|zeros|ones|empty|full|rand|randn|randint|sparse_coo_tensor|tri[lu]_indices|\w+_window)$/

/** Quantising happens to models for the CPU, unless a tensor is surely elsewhere. */
const FOR_CPU = /^torch\.(quantize_per_|ao\.|quantization\.)/

/** How sure it is that a call works on tensors of the GPU; undefined when it surely works on others. */
export function certaintyOnDevice(call: CallSeen): Certainty | undefined {
  if (FOR_CPU.test(call.name) && !tensorsOf(call).some(({ device }) => device === 'mps')) return undefined
  if (isMaker(call) && !call.keywords.has('device')) return certaintyByValues(call)
  if (isOnCpu(call)) return undefined
  const tensors = tensorsOf(call)
  const isOnDevice = tensors.some(({ device }) => device !== undefined)
  if (!isOnDevice && !isMadeOfClass(call) && isBeforeMove(call)) return undefined
  const isThere = isOnDevice || destinationOfCall(call) === 'gpu'
  return isThere || isLayer(call) || inModule(call) ? certaintyOf(call, 'likely') : 'possible'
}

/** Whether a call surely works on tensors of the CPU, or on NumPy's. */
export function isOnCpu(call: CallSeen): boolean {
  const tensors = tensorsOf(call)
  if (tensors.some(({ library, device }) => library === 'numpy' || device === 'cpu') || mentionsCpu(call)) return true
  // What was made without a device is on the CPU, unless this very call moves it.
  const isMove = destinationOfCall(call) !== undefined
  return !isMove && tensors.length > 0 && tensors.every(({ unplaced }) => unplaced)
}

/** The tensors that a call is given, or makes. */
function tensorsOf(call: CallSeen): readonly Tensor[] {
  const given = [...(call.receiver ? [call.receiver] : []), ...call.positional.map(({ value }) => value)]
  const values = isMaker(call) ? [call.result] : given
  return values.flatMap(options).filter((value) => value.kind === 'tensor')
}

/** A layer, loss or distribution, also of torchvision, which computes when it is called. */
function isMadeOfClass({ name }: CallSeen): boolean {
  return /\.[A-Z]\w*$/.test(name)
}

/** Functions that prepare a network, or what it is loaded with, before anybody moves it. */
const PREPARES =
  /(?:^|\.)(?:__init__|_?init_weights?|_?reset_parameters|_load_from_state_dict|convert_\w*(?:state_dict|checkpoint)\w*)$/
const STORED = /^(?:state_?dict|checkpoint|ckpt|checkpoint_model)$/

/** Whether code runs before a network is on the device: it makes it, or prepares what is loaded into it. */
function isBeforeMove(call: CallSeen): boolean {
  const { function: around } = call
  if (around === undefined) return false
  if (around.name.endsWith('.__init__') && !inModule(call)) return false
  return PREPARES.test(around.name) || around.parameters.some(({ name }) => STORED.test(name))
}

/** How sure it is of a tensor that is made where its values are; undefined for others, and where these are on the CPU. */
function certaintyByValues(call: CallSeen): Certainty | undefined {
  if (call.name !== 'torch.sparse_coo_tensor') return undefined
  const values = [...call.positional, ...call.keywords.values()].flatMap(({ value }) => options(value))
  const tensors = values.filter((value) => value.kind === 'tensor')
  if (tensors.some(({ library, unplaced, device }) => library !== 'torch' || unplaced || device === 'cpu'))
    return undefined
  return tensors.some(({ device }) => device !== undefined) ? certaintyOf(call, 'likely') : 'possible'
}

/** Whether a call makes a tensor of numbers alone, so that its own options say of which type and where. */
export function isMaker({ name }: CallSeen): boolean {
  return MAKERS.test(name)
}

/** A layer or loss of a network, which works where its network is. */
function isLayer({ name }: CallSeen): boolean {
  return /^torch\.nn\.[A-Z]/.test(name)
}

function mentionsCpu({ node }: CallSeen): boolean {
  return /\.(cpu|numpy)\(\)|'cpu'/.test(unparse(node))
}
