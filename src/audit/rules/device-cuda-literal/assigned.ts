import type { AssignmentSeen } from '../../../trace/observation.ts'
import type { Certainty } from '../../../report/report.ts'
import type { Place } from '../../../trace/place.ts'
import { unparse } from '../../../trace/unparse.ts'
import { type Edits, fixBy } from '../../finding/fix-by.ts'
import { CHOOSE } from '../../devices/in-scope/advice.ts'
import { cudaLiterals, isTaken } from '../../devices/cuda-literals.ts'
import { isDefault, placeKey } from '../../devices/default-origins.ts'
import { isOnlyCuda } from '../../devices/device-arguments.ts'
import { keysOfDevices } from '../../devices/read-by-key.ts'
import { metalAwareness } from '../../devices/metal-awareness.ts'
import { cudaText } from '../../devices/device-text.ts'
import { asUsersAllow } from '../../devices/device-uses.ts'
import { chooseMetal, metalInQuotesOf } from '../../torch/choose-metal.ts'
import { switchedDevices } from '../../devices/switched-devices.ts'
import { allTakenBack } from '../../devices/taken-back.ts'
import { isForMac } from '../../observations/live-calls.ts'
import { certaintyOf, handlesMissingCuda, seen } from '../../observations/seen.ts'
import { declarationSite } from '../../observations/sites.ts'
import { originsOf } from '../../observations/written-sites.ts'
import { reachOfModule } from '../../reachability/reach.ts'
import type { AuditContext, Draft } from '../../rule.ts'
import { messages, sources } from './prose.ts'

/**
 * CUDA's name given to what is called a device, where it could not be followed to what is put there: `args.device = "cuda"`,
 * `config["device"] = "cuda:0"`.
 */
export function assignedAndNotFollowed(context: AuditContext): readonly Draft[] {
  const aware = metalAwareness(context)
  const told = toldPlaces(context)
  const isLoaded = loadedByName(context)
  return seen(context, 'assignment')
    .filter((given) => isDevice(given, context) || isLoaded(given))
    .filter((given) => isForMac(given) && !handlesMissingCuda(given) && !aware(given))
    .filter(({ module }) => reachOfModule(module) !== 'test')
    .filter((given) => !told.nodes.has(given.node) && !allTakenBack(context).has(given))
    .filter(({ value }) => !originsOf(value).some((origin) => told.has(origin) || isDefault(origin, context)))
    .map((given) => ({
      effect: 'blocks',
      certainty: isLoaded(given) ? certaintyOf(given, 'likely') : certaintyOfAssigned(given, context),
      message: messages.assigned,
      subject: { kind: 'device', value: 'cuda' },
      sites: [declarationSite(given, given.node)],
      sources,
      fix: fixBy(edits(given, context), { effort: 'minutes', summary: CHOOSE }),
      group: 'assigned',
    }))
}

function certaintyOfAssigned(given: AssignmentSeen, context: AuditContext): Certainty {
  const isTold = given.target.includes('.') || given.target.includes('[')
  // That nobody gives anything is what is to be expected.
  if (isTakenUnlessGiven(given, context)) return certaintyOf({ ...given, live: 'yes' }, 'likely')
  // What an object is told is there for others; of a name that is only kept nothing is known.
  return isTold ? certaintyOf(given, 'likely') : 'possible'
}

/** Whether a library is given it as a device where nobody gives another one. */
function isTakenUnlessGiven(given: AssignmentSeen, context: AuditContext): boolean {
  return isUnlessGiven(given) && originsOf(given.value).some((origin) => isTaken(origin, context))
}

/** `if args.device is None: args.device = "cuda"`, also of a variable, but not of a parameter, which callers give. */
function isUnlessGiven({ node, guards, function: around }: AssignmentSeen): boolean {
  const [target] = node.targets
  const last = guards.at(-1)
  if (!target || !last?.side || last.value !== undefined) return false
  const name = unparse(target)
  if (around?.parameters.some((parameter) => parameter.name === name)) return false
  return [`${name} is None`, `not ${name}`].includes(unparse(last.test))
}

/** Metal before CUDA where that is written, as for all others that are given it. */
function edits(given: AssignmentSeen, context: AuditContext): Edits {
  const text = given.node.value && cudaText(given.node.value)
  if (!text) return []
  const chosen = chooseMetal(context, given, text, metalInQuotesOf(given, text))
  return asUsersAllow(context, { module: given.module, at: text.at }, chosen)
}

/** Names of devices: `device`, `cfg.MODEL.DEVICE`, `self.device_name`, `options["gpu"]`. */
const DEVICE = /(?:^|[._['"])(?:\w{1,30}_)?(?:device|dev|accelerator|gpu)(?:_(?:name|type|str|id))?(?:['"]?\])?$/i

function isText({ value }: AssignmentSeen['node']): boolean {
  return value?.kind === 'string' || value?.kind === 'formatted'
}

/** Whether an assignment gives CUDA's name, as it stands in it, to something that is called a device or put to use as one. */
function isDevice(given: AssignmentSeen, context: AuditContext): boolean {
  const { node, value } = given
  if (!isText(node) || !isOnlyCuda(value)) return false
  return node.targets.some((target) => DEVICE.test(unparse(target))) || isTakenUnlessGiven(given, context)
}

/**
 * Whether CUDA's name is given to a name of a configuration that no import reaches, and something of that name is what the program puts
 * its tensors on: `importlib.import_module(f"configs.{name}").device`.
 */
function loadedByName(context: AuditContext): (given: AssignmentSeen) => boolean {
  const imported = new Set(context.trace.imports.map(({ to }) => to))
  const keys = keysOfDevices(context)
  return ({ target, node, value, function: around, module }) =>
    keys.has(target) && !around && !imported.has(module) && !module.script && isOnlyCuda(value) && isText(node)
}

/** What other findings tell of: the values that were followed, the defaults of fields, the choices by a switch. */
function toldPlaces(context: AuditContext) {
  const followed = cudaLiterals(context).flatMap((literal) => (literal.kind === 'written' ? literal.origins : []))
  const keys = new Set(followed.map(placeKey))
  return {
    nodes: new Set<unknown>([...seen(context, 'default'), ...switchedDevices(context)].map(({ node }) => node)),
    has: (place: Place): boolean => keys.has(placeKey(place)),
  }
}
