import type { CallSeen } from '../../../trace/observation.ts'
import type { Expression } from '../../../trace/syntax.ts'
import { options, UNKNOWN, type Value } from '../../../trace/value.ts'
import { unparse } from '../../../trace/unparse.ts'
import { callFact } from '../../../knowledge/calls.ts'
import { isCaught } from '../../devices/exceptions.ts'
import { insertAt } from '../../finding/edit-at.ts'
import { type Edits, fixBy } from '../../finding/fix-by.ts'
import { lastAssignedTo } from '../../observations/assigned.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { type Passed, passedTo, textsOf } from '../../observations/call-arguments.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { memoized } from '../../memoized.ts'
import { reachOfModule } from '../../reachability/reach.ts'
import { certaintyOf, seen } from '../../observations/seen.ts'
import { chooseMetal } from '../../torch/choose-metal.ts'
import { metalTestAt, whyAsked } from '../../torch/metal-test.ts'
import { isOfCuda, isWrittenElsewhere, usesCuda } from './from-cuda.ts'
import { ofLightning } from './of-lightning.ts'
import { asOneRemark } from './one-remark.ts'
import { fix, messages, sources, title, whyMissing } from './prose.ts'
import { originSites } from '../../observations/written-sites.ts'
import { useSite } from '../../observations/sites.ts'

/** `torch.load` of a file that may have been written on CUDA, without saying where to put what it holds. */
export const rule = {
  code: 'checkpoint/map-location',
  title,
  words: { strong: ['cuda', 'map_location', 'load_from_checkpoint'], called: ['load'] },
  find: (context) => {
    const loads = liveCalls(context, 'torch.load', OF_COMPILED)
    const fromCuda = loads.filter((call) => isOfCuda(call) || usesCuda(context))
    return [...asOneRemark(fromCuda.flatMap((call) => draftOf(call, context))), ...ofLightning(context)]
  },
} satisfies Rule

/** What loads a compiled model, which takes `map_location` as well. */
const OF_COMPILED = 'torch.jit.load'

function draftOf(call: CallSeen, context: AuditContext): Draft[] {
  if (call.node.arguments.some(({ star }) => star !== undefined)) return []
  // A program that goes on without the file, to make it anew, misses nothing.
  if (isInMemory(call) || isCaught(call, 'RuntimeError')) return []
  const location = passedTo(call, 'map_location', 1)
  if (location && !mayBeNone(location.value)) return []
  if (
    location &&
    options(location.value)
      .filter(isNone)
      .every((none) => isForOthers(none, context))
  )
    return []
  const mayStop =
    isOfCuda(call) ||
    (isOfModel(call, context) && reachOfModule(call.module) !== 'test' && isWrittenElsewhere(call, context))
  const origins = location ? options(location.value).filter(isNone).flatMap(originSites) : []
  return [
    {
      effect: mayStop ? 'blocks' : 'info',
      // It depends on where the file was written, which the code seldom tells.
      certainty: isOfCuda(call) ? certaintyOf(call, 'likely') : 'possible',
      message: location ? messages.none : messages.missing,
      subject: { kind: 'call', name: call.name },
      sites: [useSite(call)],
      causes: origins,
      sources: [...sources, ...(callFact(context.knowledge, "torch.load(map_location='cuda')")?.sources ?? [])],
      fix: fixBy(location ? ofNone(location, call, context) : ofMissing(call, context), {
        effort: 'minutes',
        summary: fix,
      }),
      group: `${location ? 'none' : 'missing'}:${isOfCuda(call)}`,
      backend: 'mps',
    },
  ]
}

/** What files are called that were written where a model was trained, and what is read of them. */
const OF_MODEL =
  /ckpt|checkpoint|snapshot|resume|restore|finetune|weight|state_?dict|pretrain|\bmodel|model_?(?:path|file|name|dir)|\.(?:pth|ckpt)\b|\bcfg\b|hf_hub_download|from_hub|download/i

/** What functions are called that read such a file for others: `load_generator`, `resume_from`. */
const READS_MODEL =
  /(?:load|read|restore|init|get|build|create)_?\w*(?:model|net|weight|ckpt|checkpoint|state|pretrained|generator|encoder|decoder|vae)|resume|restore/i

/** Whether a file is one of a model, by its name, by what reads it, or since a model takes what it holds. */
function isOfModel(call: CallSeen, context: AuditContext): boolean {
  if (call.name === OF_COMPILED || READS_MODEL.test(call.function?.name.replace(/^.*\./, '') ?? '')) return true
  const [first] = call.positional
  if (
    first &&
    (OF_MODEL.test(unparse(first.argument.value)) || textsOf(first.value).some((text) => OF_MODEL.test(text)))
  )
    return true
  return statesTaken(context).has(call.result)
}

/** What models take as their state, and what holds it: `model.load_state_dict(checkpoint["model"])`. */
const statesTaken = memoized(
  (context: AuditContext): ReadonlySet<Value> =>
    new Set(
      seen(context, 'call', '.load_state_dict').flatMap((call) => {
        const [state] = call.positional
        return state ? [...options(state.value), ...wholeOf(state.argument.value, call, context)] : []
      }),
    ),
)

/** What a part is taken from: `checkpoint` of `checkpoint["model"]` and of `checkpoint.get("model")`. */
function wholeOf(part: Expression, call: CallSeen, context: AuditContext): readonly Value[] {
  const { callee } = part.kind === 'call' ? part : { callee: undefined }
  const whole =
    part.kind === 'subscript'
      ? part.object
      : callee?.kind === 'attribute' && /^(?:get|pop)$/.test(callee.name)
        ? callee.object
        : undefined
  if (whole?.kind === 'name') return options(lastAssignedTo(whole.id, call, context)?.value ?? UNKNOWN)
  if (whole?.kind !== 'call') return []
  return seen(context, 'call', 'torch.load').flatMap(({ node, result }) => (node === whole ? result : []))
}

function ofNone({ argument: { value } }: Passed, call: CallSeen, context: AuditContext): Edits {
  return value.kind === 'constant' ? chooseMetal(context, call, value, '"cpu"') : []
}

/** An argument after the last one; with `None`, where there is no Metal, everything is as if it were left out. */
function ofMissing(call: CallSeen, context: AuditContext): Edits {
  const last = call.node.arguments.at(-1)
  const test = metalTestAt(context, { ...call, at: call.node.at })
  if (!last || !test) return []
  return [
    insertAt(call, last.end, `, map_location="cpu" if ${test.code} else None`, {
      safety: test.safety,
      why: whyAsked(context, whyMissing),
    }),
  ]
}

/** What this process or another has just written, rather than a file. */
function isInMemory({ positional }: CallSeen): boolean {
  const [first] = positional
  return first !== undefined && /buf|bytes|\bbio\b|stream/i.test(unparse(first.argument.value))
}

function isNone(value: Value): boolean {
  return value.kind === 'constant' && value.value === null
}

function mayBeNone(value: Value): boolean {
  const kinds = options(value).map((option) => (isNone(option) ? 'none' : option.kind))
  return kinds.includes('none') && kinds.every((kind) => kind === 'none' || kind === 'unknown')
}

/** `if device in ("cpu", "mps"): location = "cpu"`, and `None` else: whoever goes the other way asks for another device. */
function isForOthers({ origin }: Value, context: AuditContext): boolean {
  if (origin === undefined) return false
  return seen(context, 'assignment').some(
    (given) =>
      given.module === origin.module &&
      given.node.at <= origin.at &&
      given.node.end >= origin.end &&
      given.guards.some(({ side, test }) => !side && /'mps'/.test(unparse(test))),
  )
}
