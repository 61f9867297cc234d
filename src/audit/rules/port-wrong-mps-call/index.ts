import type { AttributeSeen, CallSeen, Observation } from '../../../trace/observation.ts'
import { options, type Value } from '../../../trace/value.ts'
import type { Expression } from '../../../trace/syntax.ts'
import { mindsMetal } from '../../devices/destination.ts'
import { isCaught } from '../../devices/exceptions.ts'
import { type Edits, fixBy } from '../../finding/fix-by.ts'
import { nameThere } from '../../../knowledge/metal-names.ts'
import { torchVersion } from '../../torch/torch-version.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { certaintyOf, isLive, seen } from '../../observations/seen.ts'
import { asked, movedToMps, namedMps, renamed } from './edits.ts'
import { useSite } from '../../observations/sites.ts'
import { fixes, insteadOf, messages, sources, title } from './prose.ts'
import { weakTests } from './weak-tests.ts'

/** Names that a port to Metal made up: torch.mps functions that do not exist, the device `metal`, `.mps()`. */
export const rule = {
  code: 'port/wrong-mps-call',
  title,
  words: {
    strong: ['mps', 'MPS', 'get_device_module', 'memory_stats', 'mem_get_info'],
    methods: ['max_memory_allocated', 'max_memory_reserved', 'reset_peak_memory_stats', 'set_device'],
    called: ['device'],
    weak: ['getattr'],
  },
  find(context) {
    const calls = seen(context, 'call', OF_METAL, ...TAKES_DEVICE, '.mps').filter(
      (call) => isLive(call) && !isTriedFirst(call),
    )
    const byDevice = liveCalls(context, OF_ANY_DEVICE).filter((call) => isOfDeviceModule(call) && !isTriedFirst(call))
    const { built, old } = weakTests(context)
    return [
      ...calls.flatMap((call) => draftsOf(call, context)),
      ...byDevice.flatMap((call) => draftsByDevice(call, context)),
      ...built.map((call) => draft(call, messages.built, fixes.available, asked(call), [], 'info')),
      ...old.map((named) => draft(named, messages.old, fixes.available, asked(named), [], 'info')),
    ]
  },
} satisfies Rule

function draftsOf(call: CallSeen, context: AuditContext): Draft[] {
  const there = OF_METAL.test(call.name) ? nameThere(context.knowledge, call.name, torchVersion(context)) : undefined
  if (there?.isThere === false) {
    const { since, sources: wheels } = there
    const instead = insteadOf[call.name]
    const fix = instead ? fixes.use(instead) : since === undefined ? fixes.guard : fixes.upgrade(since)
    const own = torchVersion(context)
    const message = since === undefined ? messages.missing(call.name) : messages.tooNew(call.name, since, own)
    return [draft(call, message, fix, renamed(call), wheels)]
  }
  if (TAKES_DEVICE.includes(call.name) && isMetalWord(call.positional[0]?.value)) {
    const subject = { kind: 'device', value: 'metal' } as const
    return [{ ...draft(call, messages.device, fixes.device, namedMps(call)), subject }]
  }
  return call.name === '.mps' && isOfTorch(call.receiver)
    ? [draft(call, messages.method, fixes.method, movedToMps(call))]
    : []
}

/** What modules for a device have, and the one for Metal perhaps not: `getattr(torch, device.type).memory_stats()`. */
const OF_ANY_DEVICE =
  /^\.(?:set_device|current_device|memory_(?:stats|allocated|reserved|summary)|(?:reset_)?(?:max|peak)_memory_\w+|mem_get_info|get_device_(?:name|properties|capability)|[sS]tream|current_stream|set_stream|manual_seed_all|is_bf16_supported|device|ipc_collect)$/

function isOfDeviceModule({ receiver }: CallSeen): boolean {
  return receiver !== undefined && options(receiver).some(isDeviceModule)
}

function isDeviceModule(value: Value): boolean {
  return value.kind === 'instance' && value.of === 'torch.get_device_module'
}

function draftsByDevice(call: CallSeen, context: AuditContext): Draft[] {
  const name = `torch.mps${call.name}`
  const there = nameThere(context.knowledge, name, torchVersion(context))
  if (there?.isThere !== false || mindsMetal(call)) return []
  const instead = insteadOf[name]
  const found = draft(
    call,
    messages.byDevice(name),
    instead ? fixes.onMetal(instead) : fixes.ofDevice,
    [],
    there.sources,
  )
  return [{ ...found, certainty: 'possible', subject: { kind: 'call', name } }]
}

const OF_METAL = /^torch\.(?:(?:backends\.)?mps|accelerator)\./

const TAKES_DEVICE = ['torch.device', '.to']

function draft(
  observation: AttributeSeen | CallSeen,
  message: string,
  summary: string,
  edits: Edits,
  recorded: Draft['sources'] = [],
  effect: Draft['effect'] = 'blocks',
): Draft {
  return {
    effect,
    certainty: certaintyOf(observation),
    message,
    subject: { kind: 'call', name: observation.name },
    sites: [useSite(observation)],
    sources: [...recorded, ...sources],
    fix: fixBy(edits, { effort: 'minutes', summary }),
    group: message,
  }
}

function isMetalWord(value: Value | undefined): boolean {
  return value?.kind === 'constant' && value.value === 'metal'
}

function isOfTorch(receiver: Value | undefined): boolean {
  return (
    receiver !== undefined && options(receiver).some((option) => option.kind === 'tensor' && option.library === 'torch')
  )
}

/** Whether the code asks first whether the name exists, or catches that it does not. */
function isTriedFirst(call: Observation): boolean {
  return isCaught(call, 'AttributeError') || call.guards.some(({ test }) => asksWhetherItExists(test))
}

function asksWhetherItExists(test: Expression): boolean {
  switch (test.kind) {
    case 'call':
      return (
        (test.callee.kind === 'name' && test.callee.id === 'hasattr') ||
        test.arguments.some(({ value }) => asksWhetherItExists(value))
      )
    case 'boolean':
      return asksWhetherItExists(test.left) || asksWhetherItExists(test.right)
    case 'not':
      return asksWhetherItExists(test.operand)
    default:
      return false
  }
}
