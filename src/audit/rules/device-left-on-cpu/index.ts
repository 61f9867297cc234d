import type { CallSeen, Observation } from '../../../trace/observation.ts'
import { unparse } from '../../../trace/unparse.ts'
import { options, type Value } from '../../../trace/value.ts'
import { deviceInScope } from '../../devices/in-scope/device-in-scope.ts'
import { inModule, mindsMetal } from '../../devices/destination.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { reachOfModule } from '../../reachability/reach.ts'
import type { Passed } from '../../observations/call-arguments.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { certaintyOf, seen } from '../../observations/seen.ts'
import { argumentSite, type SiteInRole, useSite } from '../../observations/sites.ts'
import { isMovedForCudaAlone } from './moved-for-cuda.ts'
import { modelsOnMetal } from '../../devices/models-on-metal.ts'
import { keptTensors, type Meeting } from './kept-tensors.ts'
import { meetings } from './meetings.ts'
import { callsOfLeftModels, callsOfUnmovedModels } from './left-models.ts'
import { unregisteredLayers } from './unregistered-layers.ts'
import { fix, fixes, messages, sources, title } from './prose.ts'

/** Tensors on the CPU that are given to a model which has been moved to Metal. */
export const rule = {
  code: 'device/left-on-cpu',
  title,
  words: {
    strong: ['mps', 'cuda'],
    called: ['eye', 'tril', 'triu', 'bmm'],
    weak: ['device', 'DataLoader', ...'rand randn randint zeros ones arange linspace'.split(' ')],
  },
  find: (context) => {
    // What is made then is where the default is.
    if (seen(context, 'call', /^torch\.set_default_(?:device|tensor_type)$/).length > 0) return []
    const onMetal = modelsOnMetal(context)
    const left = callsOfLeftModels(context).map((call) => leftDraft(call, useSite(call), messages.model, fixes.model))
    const unmoved = callsOfUnmovedModels(context).map((call) =>
      leftDraft(call, useSite(call), messages.unmoved, fixes.unmoved),
    )
    const met = meetings(context).map(({ by, left: made }) => leftDraft(by, made, messages.met, fixes.met))
    if (onMetal.size === 0) return [...left, ...unmoved, ...met]
    return [
      ...left,
      ...unmoved,
      ...met,
      ...unregisteredLayers(context, onMetal.has).map((call) =>
        leftDraft(call, useSite(call), messages.layers, fixes.layers),
      ),
      ...keptTensors(context, onMetal.has).map(keptDraft),
      ...liveCalls(context, (name) => name === '' || /^torch\.nn\.|^torchvision\.models\./.test(name))
        // Tests make a model each, and few of them put it on a GPU.
        .filter(({ module }) => reachOfModule(module) !== 'test')
        .filter(
          (call) =>
            (call.callee !== undefined && onMetal.has(call.callee)) ||
            isOwnLayer(call, onMetal.has) ||
            isLossOnMetal(call),
        )
        .filter((call) => !mindsMetal(call))
        .flatMap((call) => draftsOf(call, context)),
    ]
  },
} satisfies Rule

/** The lengths that CTC is given stay on the CPU as they should. */
const LOSS =
  /^torch\.nn\.(?:(?!CTC)\w+Loss\(\)|functional\.(?:(?!ctc_)\w+_loss|(?:binary_)?cross_entropy(?:_with_logits)?|kl_div))$/

/** Whether a loss is taken of what is surely on Metal. */
function isLossOnMetal({ name, positional }: CallSeen): boolean {
  return LOSS.test(name) && positional.some(({ value }) => value.kind === 'tensor' && value.device === 'mps')
}

/** Whether a layer is called that a network on Metal keeps, and so is there with it. */
function isOwnLayer(call: CallSeen, isOnMetal: (model: Value) => boolean): boolean {
  const { callee } = call.node
  const owner = call.function?.owner
  if (!/^torch\.nn\.(?!\w*Loss)[A-Z]\w*\(\)$/.test(call.name) || owner === undefined || !inModule(call)) return false
  const isOfSelf = callee.kind === 'attribute' && callee.object.kind === 'name' && callee.object.id === 'self'
  return isOfSelf && isOnMetal({ kind: 'object', class: owner })
}

function keptDraft({ call, kept }: Meeting): Draft {
  return leftDraft(call, argumentSite(call, kept.argument), messages.kept, fixes.kept)
}

function leftDraft(call: Observation, site: SiteInRole, message: string, summary: string): Draft {
  return {
    effect: 'blocks',
    certainty: certaintyOf(call, 'likely'),
    message,
    subject: { kind: 'setting', name: 'device', value: 'cpu' },
    sites: [site],
    sources,
    fix: { kind: 'manual', effort: 'minutes', summary },
    backend: 'mps',
    group: message,
  }
}

function draftsOf(call: CallSeen, context: AuditContext): Draft[] {
  const passed = [...call.positional, ...call.keywords.values()]
  const left = passed.flatMap((each) => {
    const message = isOnCpu(each)
      ? messages.made
      : isMovedForCudaAlone(each, call, context)
        ? messages.moved
        : undefined
    return message === undefined ? [] : [{ each, message }]
  })
  const [first] = left
  if (first === undefined && keepsWeights(call))
    return [leftDraft(call, useSite(call), messages.weights, fixes.weights)]
  return first
    ? [leftDraft(call, argumentSite(call, first.each.argument), first.message, fix(deviceOf(call, context)))]
    : []
}

/** Whether a loss was given weights that were made without a device, and has not been moved since, by itself or with a network. */
function keepsWeights(call: CallSeen): boolean {
  const { callee } = call
  return callee?.kind === 'instance' && !inModule(call) && [...callee.fields.values()].some(isUnplaced)
}

/** Whether an argument is a tensor that was made without a device, or some of them, whatever way the code takes. */
function isOnCpu({ value }: Passed): boolean {
  const isState = value.kind === 'collection' && !value.anyNumber && value.items.length > 0
  return isState ? value.items.every(isUnplaced) : isUnplaced(value)
}

function isUnplaced(value: Value): boolean {
  return options(value).every((each) => each.kind === 'tensor' && each.unplaced === true && each.library === 'torch')
}

/** The device that is known there, or else where the model’s parameters are. */
function deviceOf(call: CallSeen, context: AuditContext): string {
  return deviceInScope(context, call)?.code ?? `next(${unparse(call.node.callee)}.parameters()).device`
}
