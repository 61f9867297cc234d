import type { CallSeen } from '../../../trace/observation.ts'
import { isReleased } from '../../../knowledge/releases.ts'
import { mindsMetal } from '../../devices/destination.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { type PitfallMet, pitfallsAt, hasPitfalls } from '../../torch/pitfall-at.ts'
import { pitfallWords } from '../../torch/pitfall-words.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { useSite } from '../../observations/sites.ts'
import { operatorSubject } from '../../torch/operator-subject.ts'
import { torchVersion } from '../../torch/torch-version.ts'
import { fixes, message, title } from './prose.ts'

/** Calls that Metal answers without a word, and wrongly, in the versions of PyTorch and macOS that the project gets. */
export const rule = {
  code: 'operators/wrong-results',
  title,
  words: pitfallWords,
  find: (context) =>
    liveCalls(context, (name) => hasPitfalls(name, context)).flatMap((call) => {
      const wrong = pitfallsAt(call, context).filter(({ pitfall }) => pitfall.effect === 'wrong-results')
      return wrong.length > 0 && !mindsMetal(call) ? wrong.map((met) => draftOf(call, met, context)) : []
    }),
} satisfies Rule

function draftOf(call: CallSeen, { pitfall, certainty, name }: PitfallMet, context: AuditContext): Draft {
  const { until, macos } = pitfall
  const next = until !== undefined && isReleased(context.knowledge, 'torch', until, context.asOf) ? until : undefined
  return {
    effect: 'wrong-results',
    certainty,
    message: message(name, pitfall, torchVersion(context)),
    subject: operatorSubject(name, until, context),
    sites: [useSite(call)],
    sources: pitfall.sources,
    fix: { kind: 'manual', effort: 'minutes', summary: fixes(pitfall, next, macos?.until) },
    group: `${name}:${pitfall.what}`,
    backend: 'mps',
  }
}
