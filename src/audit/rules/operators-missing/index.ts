import type { CallSeen } from '../../../trace/observation.ts'
import { isReleased } from '../../../knowledge/releases.ts'
import { inModule, mindsMetal } from '../../devices/destination.ts'
import { setsFallback } from '../../torch/fallback-variable.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { certaintyOnDevice } from '../../devices/on-device.ts'
import { operatorWords } from './words.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { argumentSite, type SiteInRole, useSite } from '../../observations/sites.ts'
import { operatorSubject } from '../../torch/operator-subject.ts'
import { isOptimised } from './optimised.ts'
import { torchIsBefore, torchLacksMetal } from '../../torch/torch-version.ts'
import { trains } from '../../torch/trains.ts'
import { type Lack, lackOf, mayLack } from './lack.ts'
import { fixes, message, title } from './prose.ts'

/** Calls that come down to an operator without a kernel for Metal in the version that the project gets. */
export const rule = {
  code: 'operators/missing',
  title,
  words: operatorWords,
  find: (context) => {
    if (torchLacksMetal(context)) return []
    const fallsBack = setsFallback(context)
    const takesGradients = trains(context)
    return liveCalls(context, (name) => mayLack(name, takesGradients, context)).flatMap((call) => {
      const lack =
        lackOf(call, false, context) ??
        (takesGradients && (inModule(call) || isOptimised(call, context)) ? lackOf(call, true, context) : undefined)
      return lack === undefined || mindsMetal(call) ? [] : (draftOf(call, lack, fallsBack, context) ?? [])
    })
  },
} satisfies Rule

function draftOf(call: CallSeen, lack: Lack, fallsBack: boolean, context: AuditContext): Draft | undefined {
  const onDevice = certaintyOnDevice(call)
  if (onDevice === undefined) return undefined
  const certainty = lack.isOpen || (lack.isBackward && !inModule(call)) ? 'possible' : onDevice
  const helps = isHelpedByCpu(call, context)
  const isMissing = !lack.isOnCpu && !(fallsBack && helps)
  const name = lack.package === 'PyTorch' ? 'torch' : 'torchvision'
  const since =
    lack.since !== undefined && isReleased(context.knowledge, name, lack.since, context.asOf) ? lack.since : undefined
  return {
    // What goes to the CPU by itself is said, and not counted, where it is not known that the tensors are on the device.
    effect: isMissing ? 'blocks' : onDevice === 'possible' ? 'info' : 'falls-back',
    certainty,
    message: message(lack, isMissing, since),
    subject:
      lack.package === 'PyTorch'
        ? operatorSubject(lack.name, lack.since, context)
        : { kind: 'operator', name: lack.name },
    sites: [useSite(call), ...decisiveArguments(call, lack)],
    sources: lack.sources,
    fix: {
      kind: 'manual',
      effort: 'minutes',
      summary: since !== undefined ? fixes.upgrade(lack.package, since) : helps ? fixes.onCpu : fixes.byHand,
    },
    group: `${lack.name}:${lack.isBackward}:${isMissing}:${certainty === 'possible'}`,
    backend: 'mps',
  }
}

/** The arguments without which nothing would be lacking, where they stand on lines of their own. */
function decisiveArguments(call: CallSeen, { decidedBy = [] }: Lack): readonly SiteInRole[] {
  const { line } = useSite(call)
  return decidedBy
    .flatMap((name) => call.keywords.get(name) ?? [])
    .map(({ argument }) => argumentSite(call, argument))
    .filter((site) => site.line !== line)
}

/** The first release whose tensors on Metal can be complex. */
const COMPLEX_SINCE = '2.1.0'

/** Doing it on the CPU is of no use where the result cannot be brought back. */
function isHelpedByCpu({ result }: CallSeen, context: AuditContext): boolean {
  const isComplex = result.kind === 'tensor' && result.dtype?.startsWith('complex') === true
  return !isComplex || !torchIsBefore(context, COMPLEX_SINCE)
}
