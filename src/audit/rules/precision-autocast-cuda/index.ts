import type { CallSeen } from '../../../evaluate/observation.ts'
import { deviceName, options, type Value } from '../../../evaluate/value.ts'
import { type Autocast, autocastOf, type Passed } from '../../torch/autocast.ts'
import { isForCudaAlone } from '../../devices/cuda-only.ts'
import { fixBy } from '../../finding/fix-by.ts'
import { recordedCall, sourcesOfEquivalent } from '../../torch/equivalent.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { certaintyOf, isLive, originsOf, seen, siteOf } from '../../observations/seen.ts'
import { torchIsBefore } from '../../torch/torch-version.ts'
import { onMetal } from './edits.ts'
import { ofHandedOn } from './handed-on.ts'
import { fixes, messages, sources, title } from './prose.ts'
import { withHead } from './with-head.ts'

/** Regions of mixed precision that are bound to CUDA, so that they are switched off on a Mac. */
export const rule = {
  code: 'precision/autocast-cuda',
  title,
  find: (context) => [
    ...seen(context, 'call').flatMap((call) => {
      const autocast = autocastOf(call)
      return autocast && isLive(call) && !isForCudaAlone(call) && isBoundToCuda(autocast)
        ? [draftOf(call, autocast, context)]
        : []
    }),
    ...ofHandedOn(context),
  ],
} satisfies Rule

/** One that is switched off changes nothing, and one for float32 is there to switch another one off. */
function isBoundToCuda({ ofCuda, device, dtype, enabled }: Autocast): boolean {
  if (enabled === false || dtype === 'float32') return false
  return ofCuda || (device !== undefined && isOnlyCuda(device.value))
}

function isOnlyCuda(value: Value): boolean {
  return options(value).every((option) => deviceName(option) === 'cuda')
}

/** The call, the device named in it, and, where a PyTorch without autocast on Metal has to go round it, the `with`. */
function sitesOf(call: CallSeen, device: Passed | undefined, tooOld: boolean): Draft['sites'] {
  const named = device && deviceName(device.value) && isWrittenIn(call, device) ? [device.argument] : []
  const head = tooOld ? withHead(call) : undefined
  return [siteOf(call), ...[...named, ...(head ? [head] : [])].map((span) => siteOf(call, span))]
}

/** Whether the device is named in the call itself, perhaps on a line of its own. */
function isWrittenIn({ node }: CallSeen, { value }: Passed): boolean {
  return value.origin !== undefined && value.origin.at >= node.at && value.origin.end <= node.end
}

/** Words of conditions by which mixed precision is asked for: `if self.use_amp`, `if args.fp16`. */
const ASKED = /(?:^|[._\s(])(?:use_)?(?:cuda_)?(?:amp|fp16|bf16|half|mixed_precision)\b/i

/** Longest condition that is looked at. */
const CONDITION_LIMIT = 2000

/** Whether it is not known that mixed precision is on: by its own flag, or by a condition before it. */
function isOnPerhaps({ guards }: CallSeen, { enabled }: Autocast): boolean {
  if (enabled === undefined) return true
  return guards.some(({ value, side, place: { module, at, end } }) => {
    return side && value === undefined && ASKED.test(module.file.text.slice(at, Math.min(end, at + CONDITION_LIMIT)))
  })
}

function draftOf(call: CallSeen, autocast: Autocast, context: AuditContext): Draft {
  const { ofCuda, device } = autocast
  const perhaps = isOnPerhaps(call, autocast)
  const fact = recordedCall(context, ofCuda ? 'torch.cuda.amp.autocast' : "torch.autocast('cuda')")
  const tooOld = torchIsBefore(context, '2.5')
  return {
    effect: 'degrades',
    certainty: certaintyOf(call, perhaps ? 'possible' : 'certain'),
    message: perhaps ? messages.cudaIfOn : messages.cuda,
    sites: sitesOf(call, device, tooOld),
    causes: device ? originsOf(device.value) : [],
    sources: [...(fact?.sources ?? []), ...sources, ...sourcesOfEquivalent(context, 'torch.cuda.amp.autocast')],
    fix: tooOld
      ? { kind: 'manual', effort: 'minutes', summary: fixes.tooOld }
      : fixBy(onMetal(call, autocast, context), { effort: 'minutes', summary: fixes.neutral }),
    group: perhaps ? 'autocast if on' : 'autocast',
  }
}
