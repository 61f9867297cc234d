import { deviceArguments } from '../audit/devices/device-arguments.ts'
import { functionAt } from '../audit/observations/function-at.ts'
import { isLive } from '../audit/observations/seen.ts'
import { reachInProject } from '../audit/reachability/reach-in-project.ts'
import { memoized } from '../audit/memoized.ts'
import type { AuditContext } from '../audit/rule.ts'
import type { Finding, Site, Status, Undecided } from '../report/report.ts'
import type { CallSeen } from '../trace/observation.ts'
import type { Expression } from '../trace/syntax.ts'
import { siteOfPlace } from '../trace/site.ts'
import { deviceName, options, type Value } from '../trace/value.ts'
import { isSevere } from './status.ts'
import { unprovedCommands } from './unproved-commands.ts'
import { unprovedUses } from './unproved.ts'

/** Places that are shown; the findings hold all of them. */
const EXAMPLES_LIMIT = 5

/** The share of the uses of the GPU that were not followed, from which on nobody can say that a project runs. */
const UNKNOWN_FROM = 1 / 2

/** Fewer open places than these beside uses that were followed leave the status as it is: one option of a small program is no reason for silence. */
const LEAST_OPEN = 3

/**
 * What could not be decided of how the main path uses the GPU: places where something may stop the program or leave the GPU idle, and
 * nobody can say whether it does, calls of which nobody says that they work on Metal, and code that was not read. Beside it stand the
 * uses that were followed: those of which it is known on which device they are, and those that findings are sure of.
 */
export function undecidedIn(findings: readonly Finding[], context: AuditContext): Undecided {
  const metal = findings.filter(
    ({ platform, reach }) => platform === 'metal' && (reach === 'main' || reach === 'unknown'),
  )
  const reachOf = reachInProject(context)
  const followed = new Set(metal.filter(isSure).flatMap(({ sites }) => sites.map(keyOf)))
  const handled = handledPlaces(context)
  const open = new Map<string, Site>()
  const uncalled = new Map<string, Site>()
  for (const site of metal.filter((finding) => !isSure(finding) && isSevere(finding)).flatMap(({ sites }) => sites)) {
    if (followed.has(keyOf(site)) || handled.has(keyOf(site))) continue
    const isUncalled = functionAt(context, site)?.reachability === 'never'
    ;(isUncalled ? uncalled : open).set(keyOf(site), site)
  }
  const unproved = new Map(
    [...unprovedUses(context).map(siteOfCall), ...unprovedCommands(context)].map(
      (site) => [keyOf(site), site] as const,
    ),
  )
  // That a call gives wrong results, or is slow, does not prove that it works otherwise.
  const stopped = new Set(
    metal.filter((finding) => isSure(finding) && isSevere(finding)).flatMap(({ sites }) => sites.map(keyOf)),
  )
  for (const [key, site] of unproved)
    if (stopped.has(key)) unproved.delete(key)
    else {
      open.set(key, site)
      followed.delete(key)
    }
  const used = context.index.byKind.call
    .filter((call) => isLive(call) && call.function?.reachability !== 'never')
    .filter((call) => reachOf(call.module.path) === 'main' && isOnKnownDevice(call))
    .map((call) => keyOf(siteOfCall(call)))
  for (const key of used) if (!open.has(key)) followed.add(key)
  // That nobody calls a function is no evidence where all that a program does with a GPU stands in such functions: somebody does.
  if (open.size === 0 && followed.size === 0 && uncalled.size >= LEAST_OPEN)
    for (const [key, site] of uncalled) open.set(key, site)
  const unread = new Set(
    [...context.facts.unread, ...context.trace.unread]
      .map(({ file }) => file)
      .filter((file) => /\.(?:py|ipynb)$/.test(file) && reachOf(file) === 'main'),
  )
  const places = open.size + unread.size
  return {
    places,
    of: places + followed.size,
    ...(unproved.size > 0 ? { unproved: unproved.size } : {}),
    examples: [...open.values()].slice(0, EXAMPLES_LIMIT),
  }
}

function siteOfCall({ module, node: { at, end } }: CallSeen): Site {
  return siteOfPlace({ module, at, end })
}

function isSure({ certainty }: Finding): boolean {
  return certainty !== 'possible'
}

/**
 * The status, unless too little could be followed to say that a project runs: much may be open, or what the project does on Metal
 * rests on what nobody says to work there, however little that is.
 */
export function honest(status: Status, { places, of, unproved = 0 }: Undecided): Status {
  const runs = status === 'runs' || status === 'runs-degraded'
  const isOpen = places === of ? places > 0 : places >= LEAST_OPEN && places / of > UNKNOWN_FROM
  return runs && (isOpen || unproved / of > UNKNOWN_FROM) ? 'unknown' : status
}

/** Calls of which it is known that the program goes on where they fail, or that it does not come to them as it is written. */
const handledPlaces = memoized(({ index }: AuditContext): ReadonlySet<string> => {
  const handled = index.byKind.call.filter((call) => call.caught.length > 0 || isWrittenOff(call))
  return new Set(handled.map((call) => keyOf(siteOfCall(call))))
})

/** `PREFERRED = "CPU"` and `if PREFERRED == "GPU":`, which nobody can set without changing the code. */
function isWrittenOff({ off, guards, function: around }: CallSeen): boolean {
  const given = new Set(around?.parameters.map(({ name }) => name))
  return (
    off === true &&
    guards.some(({ value, side, unlessAsked, test }) => {
      const name = value === undefined || value === side || unlessAsked ? undefined : nameIn(test)
      return name !== undefined && !given.has(name)
    })
  )
}

/** The name that a test asks for, alone or compared. */
function nameIn(test: Expression): string | undefined {
  const asked = test.kind === 'comparison' ? test.left : test
  return asked.kind === 'name' ? asked.id : undefined
}

/** Which providers a session takes is told where they leave the GPU idle. */
const SESSION = 'onnxruntime.InferenceSession'

/** A use, and not the making of a device, is put somewhere that is known. */
function isOnKnownDevice(call: CallSeen): boolean {
  if (call.name === 'torch.device') return false
  if (call.name === SESSION) return call.keywords.has('providers')
  return call.name === '.cuda' || deviceArguments(call).some(({ value }) => isKnown(value))
}

/** Names by which a library is told to spread a model by itself. */
const BY_ITSELF = /^(?:auto|balanced|balanced_low_0|sequential)$/

/** A text that names no device, such as what a model is called, is none that is known. */
function isKnown(value: Value): boolean {
  return options(value).every((own) => {
    if (own.kind !== 'constant') return own.kind === 'device'
    return typeof own.value !== 'string' || deviceName(own) !== undefined || BY_ITSELF.test(own.value)
  })
}

function keyOf({ file, line, cell }: Site): string {
  return `${file}\0${cell ?? ''}\0${line}`
}
