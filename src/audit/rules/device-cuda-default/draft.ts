import type { CallSeen, DefaultSeen, FallbackSeen, OfferSeen, OptionSeen } from '../../../trace/observation.ts'
import type { Site } from '../../../report/report.ts'
import { type Edits, fixBy } from '../../finding/fix-by.ts'
import { certaintyOf } from '../../observations/seen.ts'
import type { Draft } from '../../rule.ts'
import { fix, fixByEdit, sources } from './prose.ts'

/** A draft of a device that is CUDA by default, or is offered as CUDA alone. */
export function draft(
  observation: DefaultSeen | OptionSeen | OfferSeen | FallbackSeen | CallSeen,
  effect: 'blocks' | 'ignores-gpu',
  message: string,
  sites: Draft['sites'],
  causes: readonly Site[],
  edits: Edits,
  byEdit = fixByEdit,
): Draft {
  return {
    effect,
    certainty: certaintyOf(observation, 'likely'),
    message,
    subject: { kind: 'setting', name: observation.name, value: 'cuda' },
    sites,
    causes,
    sources,
    fix: fixBy(edits, { effort: 'minutes', summary: edits.every((edit) => edit) && edits.length > 0 ? byEdit : fix }),
  }
}
