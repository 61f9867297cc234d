import type { CallSeen } from '../../../trace/observation.ts'
import { deviceName, options, type Value } from '../../../trace/value.ts'
import { equivalentOf } from '../../../knowledge/calls.ts'
import type { CallFact } from '../../../knowledge/knowledge.ts'
import { isCaught } from '../../devices/exceptions.ts'
import { isInCudaLiteral } from '../../devices/cuda-literals.ts'
import { type Edits, fixBy } from '../../finding/fix-by.ts'
import { isDeviceOfReplica } from '../../devices/replicas.ts'
import { fixFor, publicName, recordedCall, sourcesOfEquivalent } from '../../torch/equivalent.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { certaintyOf } from '../../observations/seen.ts'
import { useSite } from '../../observations/sites.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { torchIsBefore } from '../../torch/torch-version.ts'
import { callMetalTwin } from '../../torch/metal-twin.ts'
import { onlyWithCuda } from '../../torch/only-with-cuda.ts'
import { dividesByNone } from './divides.ts'
import { usesOfNone } from './uses-none.ts'
import { caughtFix, internals, messages, title } from './prose.ts'

/** Calls of torch.cuda that raise in a build without CUDA, and uses of the objects that they would give. */
export const rule = {
  code: 'cuda-call/raises',
  title,
  words: {
    strong: ['cuda'],
    weak: [
      'event',
      'events',
      'record',
      'elapsed_time',
      'synchronize',
      'stream',
      'nvtx',
      'range_push',
      'range_pop',
      'cudnn',
      'CUDA_HOME',
      'fork_rng',
    ],
  },
  find: (context) => {
    const raising = liveCalls(context, '.record_stream', FORK, OWNED, { on: GIVES_OBJECT }).flatMap((call) => {
      const fact = raisingCall(call, context)
      return fact && !isInCudaLiteral(call, context) && !isDeviceOfReplica(call, context) ? [{ call, fact }] : []
    })
    const calls = raising.map(({ call }) => call)
    return [
      ...raising.map(({ call, fact }) => draftOf(call, fact, context)),
      ...dividesByNone(calls, context),
      ...usesOfNone(context),
    ]
  },
} satisfies Rule

/** Rules of their own tell of typed tensors and of generators. */
const TOLD_ELSEWHERE = /(Tensor|Storage|rng_state|initial_seed)$/

/** Classes, and functions that give one of their objects. */
const GIVES_OBJECT = /^torch\.cuda\.([A-Z]\w*|(current|default)_stream)$/

/** Keeps the state of the generators of some devices, which are those of CUDA unless another type is named. */
const FORK = 'torch.random.fork_rng'

const OWNED = /^torch\.(?:(?:cuda|backends\.cuda)\.|_C\._cuda_)/

/** What PyTorch's own modules call behind these, of which builds for Macs have none. */
const INTERNAL = /^torch\._C\.(_cuda_\w+)$/

function raisingCall(call: CallSeen, context: AuditContext): CallFact | undefined {
  const name =
    call.name === FORK
      ? forkOf(call)
      : call.name === '.record_stream'
        ? 'torch.Tensor.record_stream'
        : OWNED.test(call.name)
          ? call.name
          : makerOf(call)
  const [, internal] = INTERNAL.exec(call.name) ?? []
  if (internal !== undefined) return absent(call.name, internal)
  const fact = name === undefined || TOLD_ELSEWHERE.test(name) ? undefined : recordedCall(context, name)
  return fact?.behaviour === 'raises' ? fact : fact && formerly(fact, context)
}

/** `fork_rng(devices=[0])`, of some GPU. */
function forkOf({ positional, keywords }: CallSeen): string | undefined {
  const devices = (keywords.get('devices') ?? positional[0])?.value
  const isSome = devices?.kind === 'collection' && devices.items.some(isOfCuda)
  return isSome && !keywords.has('device_type') ? `${FORK}(devices=[0])` : undefined
}

function isOfCuda(item: Value): boolean {
  return deviceName(item) === 'cuda' || (item.kind === 'constant' && typeof item.value === 'number')
}

function absent(name: string, own: string): CallFact {
  const message = `module 'torch._C' has no attribute '${own}'`
  return { name, version: '2.9.0', behaviour: 'raises', raises: 'AttributeError', message, sources: internals }
}

/** What a call did that does no harm in the recorded version, where the project's is older. */
function formerly(fact: CallFact, context: AuditContext): CallFact | undefined {
  const before = equivalentOf(context.knowledge, fact.name, undefined)?.raisesBefore
  if (before === undefined || !torchIsBefore(context, before)) return undefined
  return { ...fact, behaviour: 'raises', raises: 'AssertionError', message: 'Torch not compiled with CUDA enabled' }
}

/** The call that would have made the object whose method is called: `torch.cuda.Event` for `start.record()`. */
function makerOf({ name, receiver }: CallSeen): string | undefined {
  if (!receiver || !name.startsWith('.')) return undefined
  return options(receiver)
    .map((option) => (option.kind === 'instance' ? option.of : ''))
    .find((maker) => GIVES_OBJECT.test(maker))
}

/** `rank % torch.cuda.device_count()`, a remainder by 0. */
function isRemainderByNone({ argument, value }: CallSeen['positional'][number]): boolean {
  const { value: written } = argument
  if (written.kind !== 'binary' || written.operator !== '%') return false
  return value.basis?.some(({ name }) => name === 'torch.cuda.device_count') ?? false
}

/** Calls that only several GPUs have a use for. */
const AMONG_SEVERAL = /^torch\.cuda\.(?:comm|nccl)\./

/** `batch.record_stream(*args)`: whoever gives a stream of CUDA has to make one first. */
function isHandedOn({ name, positional }: CallSeen): boolean {
  return name === '.record_stream' && !positional.some(({ value }) => value.kind === 'instance')
}

function draftOf(call: CallSeen, fact: CallFact, context: AuditContext): Draft {
  const exception = fact.raises ?? 'an exception'
  const caught = isCaught(call, exception)
  const fix = fixFor(context, fact.name)
  const name = publicName(fact.name)
  const byZero = call.positional.some(isRemainderByNone)
  return {
    effect: caught ? 'info' : 'blocks',
    certainty: isHandedOn(call) || AMONG_SEVERAL.test(call.name) ? 'possible' : certaintyOf(call),
    message: caught
      ? messages.caught(name, exception)
      : byZero
        ? messages.dividesByZero(name)
        : call.name.startsWith('.') && call.name !== '.record_stream'
          ? messages.uses(name, exception)
          : messages.raises(name, exception, fact.message),
    subject: subjectOf(name, byZero ? 'ZeroDivisionError' : fact.raises),
    sites: [useSite(call)],
    sources: [...fact.sources, ...sourcesOfEquivalent(context, fact.name)],
    fix: caught ? { kind: 'manual', effort: 'minutes', summary: caughtFix } : fixBy(editsOf(call, context), fix),
    group: byZero ? `${name} by zero` : call.name.startsWith('.') ? `of ${name}` : name,
  }
}

/** What Metal has under the same name, or else no call where there is no CUDA. */
function editsOf(call: CallSeen, context: AuditContext): Edits {
  const twin = callMetalTwin(context, call)
  return twin.length > 0 ? twin : onlyWithCuda(call)
}

function subjectOf(name: string, exception: string | undefined): Draft['subject'] {
  return { kind: 'call', name, ...(exception === undefined ? {} : { exception }) }
}
