import type { DecisionSeen } from '../../evaluate/observation.ts'
import { type Basis, deviceName, options, type Value } from '../../evaluate/value.ts'
import type { AuditContext, Draft, Rule } from '../rule.ts'
import { certaintyOf, isLive, seen, siteOf, siteOfPlace } from '../seen.ts'
import { fix, message, title } from './prose.ts'

/** `x if torch.cuda.is_available() else y` where x names CUDA and what the Mac gets does not name Metal. */
export const rule = {
  code: 'device/ignores-metal-gpu',
  title,
  find: (context) => seen(context, 'decision').flatMap((decision) => draftOf(decision, context)),
} satisfies Rule

function draftOf(decision: DecisionSeen, _context: AuditContext): Draft[] {
  if (!isLive(decision) || !decision.chosen || !decision.rejected) return []
  const cuda = decision.basis.filter(({ fact }) => fact === 'cuda')
  if (cuda.length === 0 || decision.basis.some(({ fact }) => fact === 'mps')) return []
  if (!names(decision.rejected, 'cuda') || names(decision.chosen, 'mps')) return []
  const chosen = options(decision.chosen).map(deviceName).find((name) => name !== undefined)
  return [
    {
      effect: 'ignores-gpu',
      certainty: certaintyOf(decision),
      message: message(chosen ? `"${chosen}"` : 'no accelerator'),
      sites: [siteOf(decision)],
      causes: causesOf(cuda),
      sources: [
        { url: 'https://docs.pytorch.org/docs/stable/notes/mps.html', seen: '2026-11-22', kind: 'documentation' },
      ],
      fix: { kind: 'automatic', effort: 'minutes', summary: fix },
    },
  ]
}

function names(value: Value, device: string): boolean {
  return options(value).some((option) => deviceName(option) === device)
}

function causesOf(basis: readonly Basis[]): Draft['sites'] {
  return basis.map(({ place }) => siteOfPlace(place))
}
