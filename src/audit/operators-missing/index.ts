import type { CallSeen } from '../../evaluate/observation.ts'
import { firstNative, operatorStatus, pythonStatus } from '../../knowledge/operators.ts'
import { decisiveOperators } from '../../knowledge/operators.ts'
import { isForCudaAlone } from '../cuda-only.ts'
import { mindsMetal } from '../destination.ts'
import { methodSpan } from '../passed.ts'
import type { AuditContext, Draft, Rule } from '../rule.ts'
import { isLive, seen, siteOf } from '../seen.ts'
import { torchVersion } from '../torch-version.ts'
import { setsFallback } from './fallback-variable.ts'
import { certaintyOnDevice } from './on-device.ts'
import { fixes, message, title } from './prose.ts'
import { variantsOf } from './variants.ts'

/** Calls of PyTorch that come down to an operator without a kernel for Metal in the version that the project gets. */
export const rule = {
  code: 'operators/missing',
  title,
  find: (context) => {
    const fallsBack = setsFallback(context)
    return seen(context, 'call')
      .filter((call) => isLive(call) && !isForCudaAlone(call) && !mindsMetal(call))
      .flatMap((call) => draftOf(call, fallsBack, context) ?? [])
  },
} satisfies Rule

function draftOf(call: CallSeen, fallsBack: boolean, context: AuditContext): Draft | undefined {
  const { knowledge } = context
  const version = torchVersion(context)
  const name = variantsOf(call, knowledge).find((variant) =>
    /^(missing|falls-back)$/.test(pythonStatus(knowledge, variant, version) ?? ''),
  )
  const certainty = name === undefined ? undefined : certaintyOnDevice(call)
  if (name === undefined || certainty === undefined) return undefined
  const isMissing = pythonStatus(knowledge, name, version) === 'missing' && !fallsBack
  const lacking = decisiveOperators(knowledge, name).find((operator) =>
    /^(missing|falls-back)$/.test(operatorStatus(knowledge, operator, version) ?? ''),
  )
  const since = lacking === undefined ? undefined : firstNative(knowledge, lacking)
  return {
    effect: isMissing ? 'blocks' : 'falls-back',
    certainty,
    message: message(name, isMissing, version, isReached(since, context) ? since : undefined),
    sites: [siteOf(call, methodSpan(call))],
    sources: knowledge.operators.sources,
    fix: {
      kind: 'manual',
      effort: 'minutes',
      summary: isReached(since, context) ? fixes.upgrade(since) : fixes.onCpu,
    },
    group: `${name}:${isMissing}`,
    backend: 'mps',
  }
}

/** Whether a release was out on the day as of which is judged. */
function isReached(version: string | undefined, { knowledge, asOf }: AuditContext): version is string {
  const release = knowledge.releases['torch']?.find((item) => item.version === version)
  return release !== undefined && release.date <= asOf
}
