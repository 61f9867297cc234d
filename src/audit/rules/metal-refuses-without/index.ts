import type { DecisionSeen } from '../../../trace/observation.ts'
import { siteOfPlace } from '../../../trace/site.ts'
import { howItStops } from '../../devices/refusals.ts'
import { certaintyOf, isLive, seen } from '../../observations/seen.ts'
import { guardSite } from '../../observations/sites.ts'
import { reachOfModule } from '../../reachability/reach.ts'
import type { Draft, Rule } from '../../rule.ts'
import { fix, messages, sources, title } from './prose.ts'

/** `assert torch.backends.mps.is_available()`, `if sys.platform != "darwin": raise ...`. */
export const rule = {
  code: 'metal/refuses-without',
  title,
  platform: 'cuda',
  words: { strong: ['mps', 'MPS', 'darwin', 'Darwin'] },
  find: (context) => seen(context, 'decision').filter(isLive).flatMap(draftsOf),
} satisfies Rule

function draftsOf(decision: DecisionSeen): readonly Draft[] {
  const { basis, test } = decision
  // What asks for CUDA as well has thought of it.
  if (basis.length === 0 || basis.some(({ fact }) => fact !== 'mps' && fact !== 'platform')) return []
  const how = howItStops(decision)
  if (how === undefined) return []
  return [
    {
      effect: 'blocks',
      // Behind a condition that is not known it may be a way that only Macs take.
      certainty: decision.live === 'yes' && !isOfWhatIsTested(decision) ? certaintyOf(decision) : 'possible',
      message: messages[how],
      subject: { kind: 'device', value: 'mps' },
      sites: [guardSite(decision, test)],
      causes: basis.map(({ place }) => siteOfPlace(place)),
      sources,
      fix: { kind: 'manual', effort: 'minutes', summary: fix },
    },
  ]
}

/** `assert backend.name == "mlx"` in a test, which may have put what it likes in the place of what asks the machine. */
function isOfWhatIsTested({ module, basis }: DecisionSeen): boolean {
  return reachOfModule(module) === 'test' && basis.every(({ place }) => place.module !== module)
}
