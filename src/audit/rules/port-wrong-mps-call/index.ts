import type { CallSeen, Observation } from '../../../trace/observation.ts'
import { options, type Value } from '../../../trace/value.ts'
import type { Expression } from '../../../trace/syntax.ts'
import { isCaught } from '../../devices/exceptions.ts'
import { recordedCall } from '../../torch/equivalent.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { certaintyOf, isLive, seen, siteOf } from '../../observations/seen.ts'
import { fixes, insteadOf, messages, sources, title } from './prose.ts'
import { weakTests } from './weak-tests.ts'

/** Names that a port to Metal made up: torch.mps functions that do not exist, the device `metal`, `.mps()`. */
export const rule = {
  code: 'port/wrong-mps-call',
  title,
  find(context) {
    const calls = seen(context, 'call', OF_METAL, ...TAKES_DEVICE, '.mps').filter(
      (call) => isLive(call) && !isTriedFirst(call),
    )
    const { built, old } = weakTests(context)
    return [
      ...calls.flatMap((call) => draftsOf(call, context)),
      ...built.map((call) => draft(call, messages.built, fixes.available, [], 'info')),
      ...old.map((named) => draft(named, messages.old, fixes.available, [], 'info')),
    ]
  },
} satisfies Rule

function draftsOf(call: CallSeen, context: AuditContext): Draft[] {
  const fact = OF_METAL.test(call.name) ? recordedCall(context, call.name) : undefined
  if (fact?.behaviour === 'missing') {
    const instead = insteadOf[call.name]
    return [draft(call, messages.missing(call.name), instead ? fixes.use(instead) : fixes.guard, fact.sources)]
  }
  if (TAKES_DEVICE.includes(call.name) && isMetalWord(call.positional[0]?.value))
    return [draft(call, messages.device, fixes.device)]
  return call.name === '.mps' && isOfTorch(call.receiver) ? [draft(call, messages.method, fixes.method)] : []
}

const OF_METAL = /^torch\.(backends\.)?mps\./

const TAKES_DEVICE = ['torch.device', '.to']

function draft(
  observation: Observation,
  message: string,
  summary: string,
  recorded: Draft['sources'] = [],
  effect: Draft['effect'] = 'blocks',
): Draft {
  return {
    effect,
    certainty: certaintyOf(observation),
    message,
    sites: [siteOf(observation)],
    sources: [...recorded, ...sources],
    fix: { kind: 'automatic', effort: 'minutes', summary },
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
