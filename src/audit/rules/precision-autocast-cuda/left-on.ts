import type { CallSeen } from '../../../trace/observation.ts'
import { ampImports } from '../../torch/amp-imports.ts'
import { type Autocast, autocastOf, isAutocast } from '../../torch/autocast.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { memoized } from '../../memoized.ts'
import { torchIsBefore } from '../../torch/torch-version.ts'
import type { AuditContext, Draft } from '../../rule.ts'
import { fixBy } from '../../finding/fix-by.ts'
import { certaintyOf, seen } from '../../observations/seen.ts'
import { useSite } from '../../observations/sites.ts'
import { onMetal } from './edits.ts'
import { fixes, messages, sources, whyLeftOn } from './prose.ts'

/** What opens one around the code that it runs, if it is told to. */
const TRAINERS = ['accelerate', 'composer', 'deepspeed', 'ignite', 'lightning', 'lightning_fabric', 'pytorch_lightning']

/** Formats of what others install, who may open one around what they call. */
const OF_PACKAGE: readonly string[] = ['pyproject-toml', 'setup-py', 'setup-cfg']

/** Whether anything opens one: the project, a trainer, or those who install the project. */
export const mayBeOn = memoized(
  (context: AuditContext): boolean =>
    liveCalls(context, isAutocast).some((call) => {
      const autocast = autocastOf(call)
      return autocast !== undefined && autocast.enabled !== false && autocast.dtype !== 'float32'
    }) ||
    seen(context, 'import', ...TRAINERS).length > 0 ||
    seen(context, 'import', 'transformers').some(({ names }) => names.some((name) => name.endsWith('Trainer'))) ||
    context.facts.declarations.some(({ format }) => OF_PACKAGE.includes(format)),
)

/** `with torch.autocast("cuda", enabled=False)`, which leaves one for Metal on that a trainer or caller has opened around it. */
export function leftOn(call: CallSeen, autocast: Autocast, context: AuditContext): Draft[] {
  // Before there was an autocast for Metal none could be on.
  if (torchIsBefore(context, '2.5') || !mayBeOn(context)) return []
  return [
    {
      effect: 'degrades',
      certainty: certaintyOf(call, 'possible'),
      message: messages.leftOn,
      subject: { kind: 'call', name: autocast.ofCuda ? 'torch.cuda.amp.autocast' : 'torch.autocast' },
      sites: [useSite(call), ...ampImports(call, context)],
      sources,
      fix: fixBy(onMetal(call, autocast, context, whyLeftOn), { effort: 'minutes', summary: fixes.leftOn }),
      group: 'left on',
    },
  ]
}
