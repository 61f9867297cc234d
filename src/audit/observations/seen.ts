/** What rules ask of observations. */
import type { Guard, Observation } from '../../trace/observation.ts'
import { unparse } from '../../trace/unparse.ts'
import { memoized } from '../memoized.ts'
import type { Certainty } from '../../report/report.ts'
import type { AuditContext } from '../rule.ts'
import { type AskedCall, type Name, positionsOf } from './asked.ts'
import type { Kind, OfKind } from './observation-index.ts'
import { isUnlessAsked } from '../reachability/unless-asked.ts'
import { needsSeveralGpus, needsSeveralProcesses } from '../reachability/several-processes.ts'

/**
 * The observations of a kind, in the order in which they were seen: all of them, or those that have one of some names, as in
 * `seen(context, 'attribute', 'triton.jit')`. Imports have the name of the top-level module, assignments that of the target.
 * Calls, of which there are most, are asked for by something: `'torch.load'`, `/^torch\.cuda\./`, `{ given: 'device' }`,
 * `{ on: 'torch.cuda.Event' }`.
 */
export function seen<K extends Kind>({ index }: AuditContext, kind: K, ...asked: Asked<K>): readonly OfKind<K>[] {
  const all = index.byKind[kind]
  if (asked.length === 0) return all
  return positionsOf(kind, asked, index).flatMap((position) => all[position] ?? [])
}

type Asked<K extends Kind> = K extends 'call' ? readonly [AskedCall, ...AskedCall[]] : readonly Name[]

/** Certainty of what happens in code that runs surely or perhaps. */
export function certaintyOf(observation: Observation, most: Certainty = 'certain'): Certainty {
  if (needsSeveralGpus(observation) || needsSeveralProcesses(observation)) return 'possible'
  if (observation.off || isUnlessAsked(observation)) return 'possible'
  const reachability = observation.function?.reachability ?? 'surely'
  if (reachability === 'never') return 'possible'
  const isSure = reachability === 'surely' && !observation.guards.some((guard) => asksForFile(guard) || isPast(guard))
  if (observation.live === 'yes' && (isSure || most !== 'certain')) return most
  return most === 'certain' ? 'likely' : 'possible'
}

/** What is there from an earlier run, or is not: `if not os.path.isfile(checkpoint): return`. */
const asksForFile = memoized(
  ({ value, test }: Guard): boolean => value === undefined && /\b(?:isfile|exists|is_file)\(/.test(unparse(test)),
)

/** `if x is None: return` before the code: whether that leaves is not known. */
function isPast({ value, side }: Guard): boolean {
  return value === undefined && !side
}

/** Whether the code is live on a Mac, surely or perhaps. */
export function isLive(observation: Observation): boolean {
  return observation.live !== 'no'
}

/** Whether a Mac comes to the code, surely, perhaps, or where the program is set otherwise than it is by default. */
export function mayRun(observation: Observation): boolean {
  return observation.live !== 'no' || observation.off === true
}

/** What an `except` must name to catch what PyTorch raises for want of CUDA. */
const CATCHERS = new Set(['*', 'Exception', 'BaseException', 'AssertionError', 'RuntimeError'])

/** What puts something on CUDA, for want of which PyTorch raises AssertionError, of whatever release. */
const PUTS = /^(?:\.cuda|\.to|torch\.(?!Generator$|load$|device$)\w+)$/

/** Whether an exception for want of CUDA is caught around the code, and something done instead. */
export function handlesMissingCuda(observation: Observation): boolean {
  const { caught, mended = caught } = observation
  return mended.some((name) => catchesMissingCuda(name, observation))
}

function catchesMissingCuda(name: string, observation: Observation): boolean {
  const isOther = name === 'RuntimeError' && observation.kind === 'call' && PUTS.test(observation.name)
  return CATCHERS.has(name) && !isOther
}

/** Whether such an exception is caught, and no more than said: what the `try` is for is not done. */
export function passesOverMissingCuda(observation: Observation): boolean {
  return !handlesMissingCuda(observation) && observation.caught.some((name) => catchesMissingCuda(name, observation))
}
