import { ge, valid } from '@renovatebot/pep440'
import type { CallSeen } from '../../../trace/observation.ts'
import { dtypeOf } from '../../../trace/dtype.ts'
import { putsOnMetal } from '../../devices/puts-on-metal.ts'
import { isAutocast } from '../../torch/autocast.ts'
import { sourcesOfEquivalent } from '../../torch/equivalent.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { certaintyOf } from '../../observations/seen.ts'
import { argumentSite, type SiteInRole, useSite } from '../../observations/sites.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { torchIsBefore, torchLacksMetal, torchVersion } from '../../torch/torch-version.ts'
import { fixes, messages, sources, title } from './prose.ts'

/** The first macOS whose Metal knows bfloat16. */
const FIRST_MACOS = '14'

/** The first PyTorch that has it there. */
const FIRST_TORCH = '2.3.0'

/** bfloat16 asked for outright, on a macOS or with a PyTorch whose Metal does not have it. */
export const rule = {
  code: 'precision/bfloat16-too-old',
  title,
  words: { strong: ['mps'], weak: ['bfloat16', 'bf16', 'dtype', 'torch_dtype'] },
  find: (context) =>
    torchLacksMetal(context) || (hasBfloat16(context) && !torchIsBefore(context, FIRST_TORCH))
      ? []
      : liveCalls(context, '.bfloat16', '.to', { given: 'dtype' }, { given: 'torch_dtype' })
          .filter(({ name }) => !isAutocast(name))
          .flatMap((call) => draftsOf(call, context)),
} satisfies Rule

function hasBfloat16({ target: { osVersion } }: AuditContext): boolean {
  return valid(osVersion) === null || ge(osVersion, FIRST_MACOS)
}

function draftsOf(call: CallSeen, context: AuditContext): Draft[] {
  const site = siteOfBfloat16(call)
  if (!site) return []
  const isOld = torchIsBefore(context, FIRST_TORCH)
  return [
    {
      effect: 'blocks',
      certainty: context.traits.knowsMetal || putsOnMetal(context) ? certaintyOf(call, 'likely') : 'possible',
      message: isOld ? messages.torch(torchVersion(context)) : messages.macos(context.target.osVersion),
      subject: { kind: 'setting', name: 'dtype', value: 'bfloat16' },
      sites: [site],
      sources: isOld ? sources : sourcesOfEquivalent(context, 'torch.cuda.is_bf16_supported'),
      fix: { kind: 'manual', effort: 'minutes', summary: isOld ? fixes.torch : fixes.macos },
      group: 'bfloat16',
    },
  ]
}

/** `.bfloat16()`, `.to(torch.bfloat16)`, `dtype=torch.bfloat16` and `torch_dtype=torch.bfloat16`. */
function siteOfBfloat16(call: CallSeen): SiteInRole | undefined {
  if (call.name === '.bfloat16') return useSite(call)
  const named = [
    call.keywords.get('dtype'),
    call.keywords.get('torch_dtype'),
    ...(call.name === '.to' ? call.positional : []),
  ]
  const found = named.find((passed) => dtypeOf(passed?.value) === 'bfloat16')
  return found && argumentSite(call, found.argument)
}
