import type { CallSeen } from '../../../trace/observation.ts'
import { deviceName, options } from '../../../trace/value.ts'
import { metalIn } from '../../devices/speaks-of-metal.ts'
import { fixBy } from '../../finding/fix-by.ts'
import { isCaught } from '../../devices/exceptions.ts'
import { certaintyOf, isLive } from '../../observations/seen.ts'
import { argumentSite } from '../../observations/sites.ts'
import { originsOf, writtenSite } from '../../observations/written-sites.ts'
import { siteOfPlace } from '../../../trace/site.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { cudaWhereNamed } from './edits.ts'
import { fixes, messages, sources, title } from './prose.ts'

/** `model.to("mps")`, `torch.ones(2, device="mps")` where CUDA's machines come by, too. */
export const rule = {
  code: 'metal/named',
  title,
  platform: 'cuda',
  words: { strong: ['mps', 'MPS'], called: ['device'], weak: ['device'] },
  find: (context) =>
    context.index.byKind.call
      .filter((call) => isLive(call) && !isCaught(call, 'RuntimeError'))
      .flatMap((call) => putThere(call).map((argument) => draftOf(call, argument, context))),
} satisfies Rule

type Given = CallSeen['positional'][number]

/** What describes a device, or only says in which precision is computed: a device of Metal is taken there, and does no harm yet. */
const PUTS_NOTHING = /autocast|GradScaler|^torch\.(?:random\.)?fork_rng$/

/** The arguments by which a call puts something on Metal, which a function of the project only hands on. */
function putThere({ name, callee, positional, keywords }: CallSeen): readonly Given[] {
  if (callee || name === 'torch.device' || PUTS_NOTHING.test(name)) return []
  const named = [keywords.get('device'), keywords.get('map_location')].flatMap((given) => given ?? [])
  const first = /^\.to$|^torch\.set_default_device$/.test(name) ? positional.slice(0, 1) : []
  return [...first, ...named].filter(({ value }) => metalIn(value).length > 0)
}

function draftOf(call: CallSeen, { argument, value }: Given, context: AuditContext): Draft {
  const isOnly = options(value).every((option) => deviceName(option) === 'mps')
  const [origin] = metalIn(value).flatMap(originsOf)
  const site = origin ? writtenSite(origin, context) : argumentSite(call, argument)
  return {
    effect: 'blocks',
    certainty: isOnly ? certaintyOf(call, 'likely') : 'possible',
    message: messages.named,
    subject: { kind: 'device', value: 'mps' },
    sites: [site],
    causes: origin ? [siteOfPlace({ module: call.module, at: argument.at, end: argument.end })] : [],
    sources,
    fix: fixBy(cudaWhereNamed(call, value, context), { effort: 'minutes', summary: fixes.choose }),
    group: 'named',
  }
}
