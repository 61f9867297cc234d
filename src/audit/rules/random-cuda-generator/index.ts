import type { CallSeen } from '../../../trace/observation.ts'
import { deviceName, options } from '../../../trace/value.ts'
import { isCaught } from '../../devices/exceptions.ts'
import { passedTo } from '../../observations/call-arguments.ts'
import { type Edits, fixBy } from '../../finding/fix-by.ts'
import { fixFor, hasMetalTwin, publicName, recordedCall, sourcesOfEquivalent } from '../../torch/equivalent.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { certaintyOf } from '../../observations/seen.ts'
import { chooseMetalForText } from '../../torch/choose-metal.ts'
import { callMetalTwin } from '../../torch/metal-twin.ts'
import { originSites } from '../../observations/written-sites.ts'
import { useSite } from '../../observations/sites.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { messages, title } from './prose.ts'

/** Generators of random numbers on CUDA, and the reading and writing of their state. */
export const rule = {
  code: 'random/cuda-generator',
  title,
  words: { strong: ['cuda', 'mps'], weak: ['device'] },
  find: (context) =>
    liveCalls(context, 'torch.Generator', (name) => STATE.test(publicName(name))).flatMap((call) =>
      draftsOf(call, context),
    ),
} satisfies Rule

const GENERATOR = "torch.Generator(device='cuda')"
const STATE = /^torch\.cuda\.((get|set)_rng_state(_all)?|initial_seed)$/

function draftsOf(call: CallSeen, context: AuditContext): Draft[] {
  const name = call.name === 'torch.Generator' && isOnCuda(call) ? GENERATOR : publicName(call.name)
  if (name !== GENERATOR && !STATE.test(name)) return []
  const fact = recordedCall(context, name)
  if (!fact) return []
  const raises = fact.behaviour === 'raises' && !isCaught(call, fact.raises ?? 'Exception')
  if (!raises && hasMetalTwin(context, call, name)) return []
  return [
    {
      effect: raises ? 'blocks' : 'info',
      certainty: certaintyOf(call),
      message:
        name === GENERATOR
          ? messages.generator
          : raises
            ? messages.raises(name, fact.raises ?? 'an exception')
            : messages.silent(name),
      subject: {
        kind: 'call',
        name: name === GENERATOR ? 'torch.Generator' : name,
        ...(fact.raises === undefined ? {} : { exception: fact.raises }),
      },
      sites: [useSite(call)],
      causes: name === GENERATOR ? call.positional.flatMap(({ value }) => originSites(value)) : [],
      sources: [...fact.sources, ...sourcesOfEquivalent(context, name)],
      fix: fixBy(name === GENERATOR ? onMetal(call, context) : callMetalTwin(context, call), fixFor(context, name)),
      group: name === GENERATOR ? 'generator' : raises ? 'state' : 'silent',
    },
  ]
}

function isOnCuda(call: CallSeen): boolean {
  const device = passedTo(call, 'device', 0)?.value
  return device !== undefined && options(device).every((option) => deviceName(option) === 'cuda')
}

function onMetal(call: CallSeen, context: AuditContext): Edits {
  return chooseMetalForText(context, call, passedTo(call, 'device', 0)?.argument.value, '"mps"')
}
