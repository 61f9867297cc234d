import type { CallSeen } from '../../evaluate/observation.ts'
import {
  decisiveOperators,
  firstNative,
  operatorSources,
  operatorStatus,
  pythonStatus,
} from '../../knowledge/operators.ts'
import { mindsMetal } from '../destination.ts'
import { liveCalls } from '../live-calls.ts'
import { methodSpan } from '../passed.ts'
import type { AuditContext, Draft, Rule } from '../rule.ts'
import { siteOf } from '../seen.ts'
import { torchIsBefore, torchVersion } from '../torch-version.ts'
import { setsFallback } from './fallback-variable.ts'
import { certaintyOnDevice } from './on-device.ts'
import { fixes, message, title } from './prose.ts'
import { isDirect } from './direct.ts'
import { variantsOf } from './variants.ts'

/** Calls of PyTorch that come down to an operator without a kernel for Metal in the version that the project gets. */
export const rule = {
  code: 'operators/missing',
  title,
  find: (context) => {
    const fallsBack = setsFallback(context)
    return liveCalls(context).flatMap((call) => (mindsMetal(call) ? [] : (draftOf(call, fallsBack, context) ?? [])))
  },
} satisfies Rule

function draftOf(call: CallSeen, fallsBack: boolean, context: AuditContext): Draft | undefined {
  const { knowledge } = context
  const version = torchVersion(context)
  const name = variantsOf(call, knowledge).find((variant) => lacks(variant, version, context))
  const certainty = name === undefined ? undefined : certaintyOnDevice(call)
  if (name === undefined || certainty === undefined) return undefined
  const isMissing = pythonStatus(knowledge, name, version) === 'missing' && !fallsBack
  const lacking = decisiveOperators(knowledge, name).find((operator) =>
    /^(missing|falls-back)$/.test(operatorStatus(knowledge, operator, version) ?? ''),
  )
  const since = lacking === undefined ? undefined : firstNative(knowledge, lacking)
  return {
    // Where it is not known that the tensors are on the device, it is said and not counted.
    effect: certainty === 'possible' ? 'info' : isMissing ? 'blocks' : 'falls-back',
    certainty,
    message: message(name, isMissing, version, isReached(since, context) ? since : undefined),
    sites: [siteOf(call, methodSpan(call))],
    sources: [...operatorSources(knowledge, version), ...knowledge.operators.recorded],
    fix: {
      kind: 'manual',
      effort: 'minutes',
      summary: isReached(since, context) ? fixes.upgrade(since) : fixes.onCpu,
    },
    group: `${name}:${isMissing}:${certainty === 'possible'}`,
    backend: 'mps',
  }
}

/** Whether Metal lacks what a name comes down to. What composites are made of was recorded on later releases only. */
function lacks(name: string, version: string | undefined, context: AuditContext): boolean {
  const { knowledge } = context
  if (!/^(missing|falls-back)$/.test(pythonStatus(knowledge, name, version) ?? '')) return false
  return (
    !torchIsBefore(context, COMPOSITES_SINCE) ||
    decisiveOperators(knowledge, name).every((operator) => isDirect(name, operator))
  )
}

/** Before this release, only names that are an operator of their own are believed. */
const COMPOSITES_SINCE = '2.6.0'

/** Whether a release was out on the day as of which is judged. */
function isReached(version: string | undefined, { knowledge, asOf }: AuditContext): version is string {
  const release = knowledge.releases['torch']?.find((item) => item.version === version)
  return release !== undefined && release.date <= asOf
}
