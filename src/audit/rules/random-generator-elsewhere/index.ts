import type { CallSeen } from '../../../trace/observation.ts'
import { deviceName, options, type Value } from '../../../trace/value.ts'
import { mindsMetal } from '../../devices/destination.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { passedTo } from '../../observations/call-arguments.ts'
import { certaintyOf, isLive, seen } from '../../observations/seen.ts'
import { argumentSite } from '../../observations/sites.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { fix, message, sources, title } from './prose.ts'

/** Generators of random numbers on the CPU that are to draw what is on Metal. */
export const rule = {
  code: 'random/generator-elsewhere',
  title,
  words: { strong: ['mps'], weak: ['device', 'Generator', 'generator'] },
  find(context) {
    const isDefault = isMetalDefault(context)
    return liveCalls(context, { given: 'generator' }, DRAWS_BY_METHOD)
      .filter((call) => !mindsMetal(call) && isDrawnOnMetal(call, isDefault))
      .flatMap(draftsOf)
  },
} satisfies Rule

/** Functions that make tensors of random numbers where they are told to. */
const DRAWS = /^torch\.(?:rand|randn|randint|randperm|normal)$/

/** Methods that fill a tensor where it is. */
const DRAWS_BY_METHOD = /^\.(?:uniform_|normal_|random_|bernoulli_|exponential_|multinomial)$/

/** What draws from the default device by itself: the order of a loader. */
const LOADS =
  /^torch\.utils\.data\.(?:DataLoader|RandomSampler|SubsetRandomSampler|WeightedRandomSampler|random_split)$/

function draftsOf(call: CallSeen): Draft[] {
  const given = call.keywords.get('generator')
  if (!given || !isOnCpu(given.value)) return []
  return [
    {
      effect: 'blocks',
      certainty: certaintyOf(call, 'likely'),
      message,
      subject: { kind: 'setting', name: 'generator' },
      sites: [argumentSite(call, given.argument)],
      sources,
      fix: { kind: 'manual', effort: 'minutes', summary: fix },
      backend: 'mps',
      group: 'generator',
    },
  ]
}

function isOnCpu(generator: Value): boolean {
  return options(generator).every((own) => {
    const device = own.kind === 'instance' && own.of === 'torch.Generator' ? own.fields.get('device') : undefined
    return device !== undefined && isNamed(device, 'cpu') && !device.basis?.length
  })
}

/** Whether what is drawn is on Metal: by name, by where the tensor is, or since everything is. */
function isDrawnOnMetal(call: CallSeen, isDefault: boolean): boolean {
  if (LOADS.test(call.name)) return isDefault
  if (DRAWS_BY_METHOD.test(call.name)) return call.receiver?.kind === 'tensor' && call.receiver.device === 'mps'
  const device = passedTo(call, 'device', undefined)?.value
  return DRAWS.test(call.name) && (device ? isNamed(device, 'mps') : isDefault)
}

/** Whether all that names no device is made on Metal. */
function isMetalDefault(context: AuditContext): boolean {
  const set = seen(context, 'call', 'torch.set_default_device').filter(isLive)
  return set.length > 0 && set.every(({ positional: [device] }) => device !== undefined && isNamed(device.value, 'mps'))
}

function isNamed(device: Value, name: string): boolean {
  return options(device).every((own) => deviceName(own) === name)
}
