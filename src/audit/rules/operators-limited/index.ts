import type { CallSeen } from '../../../trace/observation.ts'
import { functionsExpectedToFail, isExpectedToFail, operatorSources, testedName } from '../../../knowledge/operators.ts'
import { isReleased } from '../../../knowledge/releases.ts'
import { mindsMetal } from '../../devices/destination.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { certaintyOnDevice } from '../../devices/on-device.ts'
import { operatorName, tableName } from '../../torch/operator-name.ts'
import { dtypesOf, type PitfallMet, pitfallsAt, hasPitfalls } from '../../torch/pitfall-at.ts'
import { pitfallWords } from '../../torch/pitfall-words.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { useSite } from '../../observations/sites.ts'
import { operatorSubject } from '../../torch/operator-subject.ts'
import { torchLacksMetal, torchVersion } from '../../torch/torch-version.ts'
import { fixes, messages, title } from './prose.ts'

/** Calls for which Metal has a kernel that refuses what it is given: complex numbers, an option, three dimensions. */
export const rule = {
  code: 'operators/limited',
  title,
  words: pitfallWords,
  find: (context) =>
    (torchLacksMetal(context) ? [] : limitedCalls(context)).flatMap((call) => {
      const met = pitfallsAt(call, context).filter(({ pitfall }) => pitfall.effect !== 'wrong-results')
      const drafts = met.length > 0 ? met.map((own) => draftOf(call, own, context)) : draftsOfTests(call, context)
      return drafts.length > 0 && !mindsMetal(call) ? drafts : []
    }),
} satisfies Rule

/** Calls of functions that have pitfalls, or that PyTorch's own tests expect to fail with some number type. */
function limitedCalls(context: AuditContext): readonly CallSeen[] {
  const failing = functionsExpectedToFail(context.knowledge, torchVersion(context))
  return liveCalls(context, (name) => hasPitfalls(name, context) || failing.has(testedName(tableName(name))))
}

function draftOf(call: CallSeen, { pitfall, certainty, name }: PitfallMet, context: AuditContext): Draft {
  const { knowledge, asOf } = context
  const next =
    pitfall.until !== undefined && isReleased(knowledge, 'torch', pitfall.until, asOf) ? pitfall.until : undefined
  const macos = pitfall.macos?.until
  return {
    effect: pitfall.effect === 'raises' ? 'blocks' : 'falls-back',
    certainty,
    message: messages.refuses(name, pitfall, torchVersion(context)),
    subject: operatorSubject(name, pitfall.until, context),
    sites: [useSite(call)],
    sources: pitfall.sources,
    fix: {
      kind: 'manual',
      effort: 'minutes',
      summary:
        next !== undefined
          ? fixes.upgrade(next, pitfall)
          : macos !== undefined
            ? fixes.macos(macos)
            : fixes.now(pitfall),
    },
    group: `${name}:${pitfall.what}`,
    backend: 'mps',
  }
}

/** What no pitfall is written for, though PyTorch's own tests expect it to fail with the number type at hand. */
function draftsOfTests(call: CallSeen, context: AuditContext): Draft[] {
  const name = operatorName(call)
  const version = torchVersion(context)
  const dtype = name && dtypesOf(call).find((own) => isExpectedToFail(context.knowledge, name, own, version))
  const certainty = dtype === undefined ? undefined : certaintyOnDevice(call)
  if (name === undefined || !dtype || certainty === undefined) return []
  return [
    {
      effect: 'blocks',
      certainty: 'possible',
      message: messages.tested(name, dtype, version),
      subject: operatorSubject(name, undefined, context),
      sites: [useSite(call)],
      sources: operatorSources(context.knowledge, version),
      fix: { kind: 'manual', effort: 'minutes', summary: fixes.onCpu },
      group: `${name}:${dtype}`,
      backend: 'mps',
    },
  ]
}
