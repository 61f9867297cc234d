import type { CallSeen } from '../../../trace/observation.ts'
import { unparse } from '../../../trace/unparse.ts'
import { deviceName, options, type Value } from '../../../trace/value.ts'
import type { Expression } from '../../../trace/syntax.ts'
import type { Draft, Rule, AuditContext } from '../../rule.ts'
import { isLive, seen } from '../../observations/seen.ts'
import { argumentSite, declarationSite, useSite } from '../../observations/sites.ts'
import { torchIsBefore, torchLacksMetal } from '../../torch/torch-version.ts'
import { fix, messages, sources, title } from './prose.ts'

/** The release from which `torch.load(map_location=...)` takes `mps`, and the one from which it takes `mps:0` too. */
const TAKES_NAME = '1.13'
const TAKES_INDEX = '2.1'

/** `map_location=device`, where the device is the one that the program chose, with an old PyTorch. */
export const rule = {
  code: 'checkpoint/straight-to-metal',
  title,
  words: { strong: ['map_location', 'cuda', 'mps'], weak: ['device'] },
  find(context) {
    if (!torchIsBefore(context, TAKES_INDEX) || torchLacksMetal(context)) return []
    return seen(context, 'call', { given: 'map_location' })
      .filter(isLive)
      .flatMap((call) => draftOf(call, context))
  },
} satisfies Rule

function draftOf(call: CallSeen, context: AuditContext): Draft[] {
  const location = call.keywords.get('map_location')
  if (!location || !mayBeMetal(location.value) || isCpuByName(location.argument.value)) return []
  if (isCpuOrAsSaved(location.argument.value)) return []
  const isNamed = torchIsBefore(context, TAKES_NAME)
  if (!isNamed && !mayBearIndex(location.value, location.argument.value)) return []
  return [
    {
      effect: 'blocks',
      certainty: 'possible',
      message: isNamed ? messages.never : messages.index,
      subject: { kind: 'setting', name: 'map_location' },
      sites: [
        argumentSite(call, location.argument),
        ...parameterSites(call, location.argument.value),
        ...modelSites(call, context),
      ],
      sources,
      fix: { kind: 'manual', effort: 'minutes', summary: fix(unparse(location.argument.value)) },
      group: 'map-location',
      backend: 'mps',
    },
  ]
}

/** What holds settings, of which `device` is a name that somebody has written. */
const OF_SETTINGS = /^(?:self|cls)$|(?:args|arg|opts?|options|cfg|conf|config|settings|params|accelerator)$/i

/**
 * Whether a location may be `mps:0`: written so, or the device of a tensor, which on Metal always bears its index. A device
 * that was chosen by name has none.
 */
function mayBearIndex(value: Value, node: Expression): boolean {
  if (options(value).some((option) => option.kind === 'constant' && option.value === 'mps:0')) return true
  if (options(value).some((option) => option.kind === 'device' && option.name === 'mps:0')) return true
  return node.kind === 'attribute' && node.name === 'device' && !OF_SETTINGS.test(unparse(node.object))
}

/** A parameter that only hands the location on to `torch.load` changes with it. */
function parameterSites(call: CallSeen, value: Expression): Draft['sites'] {
  const parameters = call.name === 'torch.load' ? (call.function?.parameters ?? []) : []
  return parameters
    .filter(({ name }) => value.kind === 'name' && value.id === name)
    .map((span) => declarationSite(call, span))
}

/** Methods of a network that give it back, and so the places at which one is taken out of a checkpoint. */
const OF_NETWORK = /^\.(?:float|half|eval|train|fuse)$/

/** Where the checkpoint holds the network itself: what is loaded on the CPU has to be moved when it is taken out. */
function modelSites(call: CallSeen, context: AuditContext): Draft['sites'] {
  if (call.name !== 'torch.load') return []
  const loaded = seen(context, 'assignment').find(({ node }) => node.value === call.node)?.target
  if (loaded === undefined) return []
  const taken = seen(context, 'call', OF_NETWORK).find(({ live, node, module, function: around }) => {
    if (live === 'no' || node.callee.kind !== 'attribute' || node.at < call.node.end) return false
    const { object } = node.callee
    const own = module === call.module && around === call.function ? unparse(object) : ''
    return new RegExp(String.raw`\b${loaded}(?:\[|\.get\()`).test(own)
  })
  return taken ? [useSite(taken)] : []
}

/** `map_location=torch.device("cpu")`, also where a condition has asked for CUDA before. */
function isCpuByName(value: Expression): boolean {
  if (value.kind === 'call')
    return value.arguments.length === 1 && value.arguments.every((each) => isCpuByName(each.value))
  return value.kind === 'string' && value.value === 'cpu'
}

/** `None if torch.cuda.is_available() else "cpu"`, which names no device but the CPU. */
function isCpuOrAsSaved(value: Expression): boolean {
  if (value.kind !== 'conditional') return false
  const [then, otherwise] = [value.then, value.otherwise]
  return (isNone(then) && isCpuByName(otherwise)) || (isCpuByName(then) && isNone(otherwise))
}

function isNone(value: Expression): boolean {
  return unparse(value) === 'None'
}

/** Not the CPU by name, nor None, nor a function: a device that is mps, or was chosen by what the machine has. */
function mayBeMetal(value: Value): boolean {
  return options(value).some((option) => {
    if (deviceName(option) === 'mps') return true
    if (option.kind === 'unknown') return true
    return (
      deviceName(option) !== undefined && (option.basis ?? []).some(({ fact }) => fact === 'cuda' || fact === 'mps')
    )
  })
}
