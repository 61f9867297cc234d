import type { CallSeen } from '../../../trace/observation.ts'
import { deviceName, options, type Value } from '../../../trace/value.ts'
import { restOfLine } from '../../../trace/site.ts'
import { type Autocast, autocastOf, isAutocast, isSwitchedOnBefore, type Passed } from '../../torch/autocast.ts'
import { typeInScope } from '../../devices/in-scope/advice.ts'
import { type Edits, fixBy } from '../../finding/fix-by.ts'
import { recordedCall, sourcesOfEquivalent } from '../../torch/equivalent.ts'
import type { AuditContext, Draft, DraftFix, Rule } from '../../rule.ts'
import { certaintyOf } from '../../observations/seen.ts'
import { originSites } from '../../observations/written-sites.ts'
import { argumentSite, declarationSite, type SiteInRole, useSite } from '../../observations/sites.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { torchIsBefore } from '../../torch/torch-version.ts'
import { onMetal } from './edits.ts'
import { ofCustom } from './of-custom.ts'
import { ofPartial } from './of-partial.ts'
import { ofHandedOn } from './handed-on.ts'
import { ampImports } from '../../torch/amp-imports.ts'
import { leftOn } from './left-on.ts'
import { fixes, messages, sources, title, why } from './prose.ts'

/** Regions of mixed precision that are bound to CUDA, so that they are switched off on a Mac. */
export const rule = {
  code: 'precision/autocast-cuda',
  title,
  words: { strong: ['cuda', 'autocast'], weak: ['dtype'] },
  find: (context) => [
    ...liveCalls(context, isAutocast).flatMap((call) => {
      const autocast = autocastOf(call)
      if (!autocast || !isBoundToCuda(autocast) || isBehindDevice(call)) return []
      // What is handed in may be another device where the code is come to after all.
      const { device } = autocast
      if (device && !isWrittenIn(call, device) && (call.off || isSwitchedOff(autocast))) return []
      return isSwitchedOff(autocast) ? leftOn(call, autocast, context) : [draftOf(call, autocast, context)]
    }),
    ...ofHandedOn(context),
    ...ofPartial(context, isBoundToCuda),
    ...ofCustom(context),
  ],
} satisfies Rule

function isBoundToCuda({ ofCuda, device }: Autocast): boolean {
  return ofCuda || (device !== undefined && isOnlyCuda(device.value))
}

/** `if device.type == "cuda": return torch.autocast("cuda")`: a tensor on Metal goes the other way, and one on CUDA is on no Mac. */
function isBehindDevice({ guards }: CallSeen): boolean {
  return guards.some(
    ({ test, side }) =>
      side &&
      test.kind === 'comparison' &&
      test.left.kind === 'attribute' &&
      test.left.name === 'type' &&
      test.rest.every(({ operator, right }) => operator === '==' && right.kind === 'string' && right.value === 'cuda'),
  )
}

/** One that is off, or for float32, is there to switch off another one around it. */
function isSwitchedOff({ dtype, enabled }: Autocast): boolean {
  return enabled === false || dtype === 'float32'
}

function isOnlyCuda(value: Value): boolean {
  return options(value).every((option) => deviceName(option) === 'cuda')
}

/** The call, the device named in it, and, where a PyTorch without autocast on Metal has to go round it, the `with`. */
function sitesOf(call: CallSeen, device: Passed | undefined, tooOld: boolean): readonly SiteInRole[] {
  const named = device && deviceName(device.value) && isWrittenIn(call, device) ? [device.argument] : []
  const head = tooOld ? headOfWith(call) : []
  return [useSite(call), ...named.map((argument) => argumentSite(call, argument)), ...head]
}

/** The first line of the `with` that opens the region, where the call stands on a later line. */
function headOfWith({ module, node, with: statement }: CallSeen): readonly SiteInRole[] {
  const head = statement && restOfLine({ module, ...statement })
  return head && head.end < node.at ? [declarationSite(head, head)] : []
}

/** Whether the device is named in the call itself, perhaps on a line of its own. */
function isWrittenIn({ node }: CallSeen, { value }: Passed): boolean {
  return value.origin !== undefined && value.origin.at >= node.at && value.origin.end <= node.end
}

/** Whether it is not known that mixed precision is on: by its own flag, by what else is called in its place, or by a condition before it. */
function isOnPerhaps({ guards, callee }: CallSeen, { enabled }: Autocast): boolean {
  if (enabled === undefined || callee?.kind === 'choice') return true
  return isSwitchedOnBefore(guards)
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
    subject: { kind: 'call', name: ofCuda ? 'torch.cuda.amp.autocast' : 'torch.autocast' },
    sites: [...sitesOf(call, device, tooOld), ...ampImports(call, context)],
    causes: device ? originSites(device.value) : [],
    sources: [...(fact?.sources ?? []), ...sources, ...sourcesOfEquivalent(context, 'torch.cuda.amp.autocast')],
    fix: tooOld
      ? { kind: 'manual', effort: 'minutes', summary: fixes.tooOld }
      : fixOf(onMetal(call, autocast, context, why), typeInScope(context, call)),
    group: perhaps ? 'autocast if on' : 'autocast',
  }
}

/** What the edits write, or where they cannot be made, the device that is known there. */
function fixOf(edits: Edits, type: string | undefined): DraftFix {
  const byEdit = fixBy(edits, { effort: 'minutes', summary: fixes.byEdit })
  if (byEdit.kind === 'automatic') return byEdit
  return { ...byEdit, summary: type === undefined ? fixes.byEdit : fixes.typed(type) }
}
