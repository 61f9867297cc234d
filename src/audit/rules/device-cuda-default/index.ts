import type { TracedFunction } from '../../../trace/definition.ts'
import type { CallSeen, ComparisonSeen, DefaultSeen, OfferSeen, OptionSeen } from '../../../trace/observation.ts'
import { deviceName, UNKNOWN, type Value } from '../../../trace/value.ts'
import type { Span } from '../../../trace/syntax.ts'
import type { Site } from '../../../report/report.ts'
import { ownerOfParameter } from '../../reachability/owner-of-parameter.ts'
import { isAlwaysPassed } from '../../reachability/parameters-passed.ts'
import { fallbacksOf } from '../../devices/falls-back.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { mayRun, seen } from '../../observations/seen.ts'
import { metalWhereSet } from '../../devices/metal-where-set.ts'
import { valueWritten } from '../../observations/value-written.ts'
import { metalByDefault, metalOffered } from './edits.ts'
import { draft } from './draft.ts'
import { ofFallback } from './fallback.ts'
import { isCuda, isDeviceName, isOfDevice, isPutOnDevice } from './of-device.ts'
import { originSites, originsOf, writtenSite } from '../../observations/written-sites.ts'
import { argumentSite, declarationSite } from '../../observations/sites.ts'
import { isForMac } from '../../observations/live-calls.ts'
import { type DeviceLookup, deviceLookups } from '../../devices/device-lookups.ts'
import { isOnlyKept } from './only-kept.ts'
import { isPutToUse } from './put-to-use.ts'
import { fixChoices, messages, title } from './prose.ts'

/** Parameters, fields of data classes and command-line options that are CUDA by default, or offer CUDA and not Metal. */
export const rule = {
  code: 'device/cuda-default',
  title,
  words: {
    strong: ['cuda', 'CUDA', 'gpu', 'gpus'],
    weak: ['device', 'DEVICE', 'Device', 'dev', 'GPU'],
    carriers: ['accelerator'],
  },
  find: (context) => {
    const fallbacks = fallbacksOf(context)
    const mended = new Set(fallbacks.keys())
    return [
      ...seen(context, 'default')
        .filter(mayRun)
        .flatMap((value) => ofDefault(value, context, fallbacks)),
      ...seen(context, 'option')
        .filter(mayRun)
        .flatMap((option) => ofOption(option, context, fallbacks)),
      ...seen(context, 'offer')
        .filter(mayRun)
        .flatMap((offer) => ofOffer(offer, context)),
      ...seen(context, 'fallback')
        .filter(isForMac)
        .flatMap((fallback) => ofFallback(fallback, context, mended)),
      ...deviceLookups(context)
        .filter(({ call, key, fallback }) => isForMac(call) && isOfDevice(key, fallback.value, context))
        .map((lookup) => ofLookup(lookup, context)),
    ]
  },
} satisfies Rule

type Fallbacks = ReturnType<typeof fallbacksOf>

function ofDefault(seenDefault: DefaultSeen, context: AuditContext, fallbacks: Fallbacks): Draft[] {
  if (!isCuda(seenDefault.value) || !isOfDevice(seenDefault.name, seenDefault.value, context)) return []
  const { name, node } = seenDefault
  const site = declarationSite(seenDefault, node)
  const origins = originsOf(seenDefault.value)
  // Of a declaration over several lines, such as a documented field, only the line that names CUDA would change.
  const isWhole = site.line === site.endLine || origins.length === 0
  const sites = isWhole ? [site] : origins.map((origin) => writtenSite(origin, context))
  const causes = originSites(seenDefault.value)
  const edits = metalByDefault(seenDefault, valueWritten(seenDefault), context)
  if ('targets' in node) return [draft(seenDefault, 'blocks', messages.field(name), sites, causes, edits)]
  const owner = ownerOfParameter(node, context)
  if (owner?.reachability === 'never' || (owner && isMadeElsewhere(owner))) {
    return [{ ...draft(seenDefault, 'blocks', messages.parameter(name), sites, causes, edits), certainty: 'possible' }]
  }
  if (isOnlyKept(seenDefault, owner, context)) {
    return [{ ...draft(seenDefault, 'blocks', messages.kept(name), sites, causes, edits), certainty: 'possible' }]
  }
  if (isAlwaysPassed(context, node, seenDefault)) {
    // Nothing in the project comes to it; what is called from elsewhere may.
    return [{ ...draft(seenDefault, 'blocks', messages.passed(name), sites, causes, edits), certainty: 'possible' }]
  }
  if (isOnlyCompared(node, seenDefault.value, context))
    return [{ ...draft(seenDefault, 'blocks', messages.compared(name), sites, causes, edits), certainty: 'possible' }]
  const mended = fallbacks.get(name)?.some(({ function: around }) => around?.parameters.includes(node))
  return mended
    ? [draft(seenDefault, 'ignores-gpu', messages.mendedParameter(name), sites, causes, [])]
    : [draft(seenDefault, 'blocks', messages.parameter(name), sites, causes, edits)]
}

/** A constructor of a class that extends one of a framework, and that nothing here makes: the framework hands it a device of its own. */
function isMadeElsewhere({ name, owner, reachability }: TracedFunction): boolean {
  if (!owner || !name.endsWith('__init__') || reachability === 'surely') return false
  return owner.bases.some((base) => base.kind === 'external' && !base.name.startsWith('torch.'))
}

function ofOption(option: OptionSeen, context: AuditContext, fallbacks: Fallbacks): Draft[] {
  const fallback = option.default && isCuda(option.default) ? option.defaultArgument : undefined
  const listed = option.choices && offersOnlyCuda(option.choices) ? option.choicesArgument : undefined
  // Of a list of which the first is taken, it is that one which changes.
  const choices = listed && fallback && isIn(fallback, listed) ? undefined : listed
  const offered = choices ? metalOffered(option, choices.value) : []
  if (fallback && isOfDevice(option.name, option.default ?? UNKNOWN, context)) {
    const named = choices ? [declarationSite(option, choices)] : []
    const declared = declarationSite(option, fallback)
    // A default that a setting elsewhere gives is changed there.
    const elsewhere = originsOf(option.default ?? UNKNOWN)
      .map((origin) => writtenSite(origin, context))
      .filter((origin) => !isWithin(origin, declared))
    const sites = [...(elsewhere.length > 0 ? elsewhere : [declared]), ...named]
    const causes = elsewhere.length > 0 ? [declared] : []
    if (isMended(option, fallbacks)) {
      return [draft(option, 'ignores-gpu', messages.mendedOption(option.name), sites, causes, [])]
    }
    const chosen =
      elsewhere.length > 0
        ? metalWhereSet(option.default ?? UNKNOWN, context)
        : metalByDefault(option, fallback.value, context)
    const found = draft(option, 'blocks', messages.option(option.name), sites, causes, [...chosen, ...offered])
    return [isPutToUse(option, context) ? found : { ...found, certainty: 'possible' }]
  }
  if (!choices) return []
  const site = declarationSite(option, choices)
  return [draft(option, 'ignores-gpu', messages.choices(option.name), [site], [], offered, fixChoices)]
}

/** `"device": (["auto", "cuda", "cpu"], {})` */
function ofOffer(offer: OfferSeen, context: AuditContext): Draft[] {
  const { first = UNKNOWN } = offer
  if (isCuda(first) && isPutOnDevice(first, context)) {
    const sites = originsOf(first).map((origin) => writtenSite(origin, context))
    return [draft(offer, 'blocks', messages.chosen(offer.name), sites, [], metalWhereSet(first, context))]
  }
  if (!offersOnlyCuda(offer.choices) || !isDeviceName(offer.name)) return []
  const sites = [declarationSite(offer, offer.node)]
  return [
    draft(offer, 'ignores-gpu', messages.offered(offer.name), sites, [], metalOffered(offer, offer.node), fixChoices),
  ]
}

/** `config.get("device", "cuda")` */
function ofLookup({ call, key, fallback }: DeviceLookup, context: AuditContext): Draft {
  const site = argumentSite(call, fallback.argument)
  const edits = metalByDefault(call, fallback.argument.value, context)
  const found = draft({ ...call, name: key }, 'blocks', messages.setting(key), [site], [], edits)
  return isOnlyCompared(call.node, fallback.value, context) ? { ...found, certainty: 'possible' } : found
}

/** `Reader(gpu="cuda" in DEVICE)`: where the text goes nowhere but into comparisons, nothing is put on that device by it. */
function isOnlyCompared(given: CallSeen['node'] | DefaultSeen['node'], value: Value, context: AuditContext): boolean {
  const uses = originsOf(value)
    .flatMap(({ module, at }) => context.trace.uses.get(module)?.get(at) ?? [])
    .filter(({ node }) => node !== given)
  return uses.length > 0 && uses.every((use) => use.kind === 'comparison' && !guardsCuda(use, context))
}

/** `if DEVICE == "cuda": torch.cuda.get_device_properties(0)`. */
function guardsCuda({ module, node }: ComparisonSeen, context: AuditContext): boolean {
  return seen(context, 'call', '.cuda', /^torch\.cuda\./).some(
    (call) => call.module === module && call.guards.some(({ test }) => test.at <= node.at && test.end >= node.end),
  )
}

function isIn(inner: Span, outer: Span): boolean {
  return inner.at >= outer.at && inner.end <= outer.end
}

function isWithin(inner: Site, outer: Site): boolean {
  return inner.file === outer.file && inner.line >= outer.line && inner.endLine <= outer.endLine
}

/** Whether what an option gives is replaced by the CPU where there is no CUDA, in the folder of the program. */
function isMended({ name, module }: OptionSeen, fallbacks: Fallbacks): boolean {
  const folder = folderOf(module.path)
  return fallbacks.get(name)?.some((decision) => folderOf(decision.module.path) === folder) ?? false
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}

function offersOnlyCuda(value: Value): boolean {
  if (value.kind !== 'collection') return false
  const names = value.items.map(deviceName)
  return names.includes('cuda') && !names.includes('mps')
}
