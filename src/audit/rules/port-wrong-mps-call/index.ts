import type { AttributeSeen, CallSeen, Observation } from '../../../trace/observation.ts'
import { options, type Value } from '../../../trace/value.ts'
import type { Expression } from '../../../trace/syntax.ts'
import { isCaught } from '../../devices/exceptions.ts'
import { type Edits, fixBy } from '../../finding/fix-by.ts'
import { nameThere } from '../../../knowledge/metal-names.ts'
import { torchVersion } from '../../torch/torch-version.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { certaintyOf, isLive, seen } from '../../observations/seen.ts'
import { asked, movedToMps, namedMps, renamed } from './edits.ts'
import { useSite } from '../../observations/sites.ts'
import { fixes, insteadOf, messages, sources, title } from './prose.ts'
import { weakTests } from './weak-tests.ts'

/** Names that a port to Metal made up: torch.mps functions that do not exist, the device `metal`, `.mps()`. */
export const rule = {
  code: 'port/wrong-mps-call',
  title,
  words: { strong: ['mps', 'MPS'], called: ['device'] },
  find(context) {
    const calls = seen(context, 'call', OF_METAL, ...TAKES_DEVICE, '.mps').filter(
      (call) => isLive(call) && !isTriedFirst(call),
    )
    const { built, old } = weakTests(context)
    return [
      ...calls.flatMap((call) => draftsOf(call, context)),
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
