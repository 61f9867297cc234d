import type { CallSeen } from '../../../trace/observation.ts'
import { unparse } from '../../../trace/unparse.ts'
import type { Passed } from '../../observations/call-arguments.ts'
import { isForMac } from '../../observations/live-calls.ts'
import { seen } from '../../observations/seen.ts'
import { argumentSite } from '../../observations/sites.ts'
import { reachOfModule } from '../../reachability/reach.ts'
import type { AuditContext, Draft } from '../../rule.ts'
import { fixGiven, messages, sources } from './prose.ts'

/** What says whether the GPU is used, and what says so of what else the call names: `Checkbox(key="use_gpu", default=...)`. */
const FLAGS = /^(?:use_)?(?:gpu|cuda)$/
const GIVEN = [
  { given: 'gpu' },
  { given: 'use_gpu' },
  { given: 'cuda' },
  { given: 'use_cuda' },
  { given: 'default' },
  { given: 'value' },
] as const

/** `Reader(gpu=torch.cuda.is_available())`: others are told to use the GPU where there is CUDA. */
export function flagsGiven(context: AuditContext): Draft[] {
  return seen(context, 'call', ...GIVEN)
    .filter((call) => call.callee === undefined && isForMac(call) && reachOfModule(call.module) !== 'test')
    .flatMap((call) => flagsOf(call).map((given) => draft(call, given)))
}

function flagsOf(call: CallSeen): readonly Passed[] {
  return GIVEN.flatMap(({ given: name }) => {
    const given = call.keywords.get(name)
    if (!given || !(FLAGS.test(name) || namesGpu(call))) return []
    return /^(?:torch\.)?cuda\.is_available\(\)$/.test(unparse(given.argument.value)) ? [given] : []
  })
}

/** Whether another argument is the name of a flag for the GPU; options of the command line are followed to where they decide. */
function namesGpu({ name, positional, keywords }: CallSeen): boolean {
  if (name === '.add_argument') return false
  return [...positional, ...keywords.values()].some(
    ({ value }) => value.kind === 'constant' && typeof value.value === 'string' && FLAGS.test(value.value),
  )
}

function draft(call: CallSeen, given: Passed): Draft {
  return {
    effect: 'ignores-gpu',
    certainty: 'possible',
    message: messages.given,
    subject: { kind: 'device', value: 'cuda' },
    sites: [argumentSite(call, given.argument)],
    sources,
    fix: { kind: 'manual', effort: 'minutes', summary: fixGiven },
    group: 'flags given',
  }
}
