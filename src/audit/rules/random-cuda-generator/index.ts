import type { CallSeen } from '../../../trace/observation.ts'
import { deviceName, options } from '../../../trace/value.ts'
import { isCaught } from '../../devices/exceptions.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { fixFor, hasMetalTwin, publicName, recordedCall, sourcesOfEquivalent } from '../../torch/equivalent.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { certaintyOf, originsOf, siteOf } from '../../observations/seen.ts'
import { messages, title } from './prose.ts'

/** Generators of random numbers on CUDA, and the reading and writing of their state. */
export const rule = {
  code: 'random/cuda-generator',
  title,
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
      sites: [siteOf(call)],
      causes: name === GENERATOR ? call.positional.flatMap(({ value }) => originsOf(value)) : [],
      sources: [...fact.sources, ...sourcesOfEquivalent(context, name)],
      fix: fixFor(context, name),
      group: name === GENERATOR ? 'generator' : raises ? 'state' : 'silent',
    },
  ]
}

function isOnCuda({ positional, keywords }: CallSeen): boolean {
  const device = (keywords.get('device') ?? positional[0])?.value
  return device !== undefined && options(device).every((option) => deviceName(option) === 'cuda')
}
