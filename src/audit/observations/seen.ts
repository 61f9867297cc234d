/** What rules ask of observations. */
import type { Observation } from '../../trace/observation.ts'
import type { Certainty } from '../../report/report.ts'
import type { AuditContext } from '../rule.ts'
import { needsSeveralGpus, needsSeveralProcesses } from '../reachability/several-processes.ts'

type Kinds = { readonly [K in Observation['kind']]: Extract<Observation, { kind: K }>[] }

/** Observations by kind, sorted once for each evaluation. */
const sorted = new WeakMap<object, Kinds>()

/** The observations of one kind. */
export function seen<K extends keyof Kinds>(context: AuditContext, kind: K): Kinds[K] {
  const { trace } = context
  const known = sorted.get(trace) ?? byKind(trace.observations)
  sorted.set(trace, known)
  return known[kind]
}

function byKind(observations: readonly Observation[]): Kinds {
  const kinds: Kinds = {
    call: [],
    attribute: [],
    decision: [],
    comparison: [],
    default: [],
    option: [],
    import: [],
    'project-import': [],
    assignment: [],
    product: [],
  }
  for (const observation of observations) push(kinds, observation.kind, observation)
  return kinds
}

/** Each observation goes to the list of its kind; the two are the same type parameter, which TypeScript cannot see. */
function push<K extends keyof Kinds>(kinds: { [Key in K]: unknown[] }, kind: K, observation: Observation): void {
  kinds[kind].push(observation)
}

/** Certainty of what happens in code that runs surely or perhaps. */
export function certaintyOf(observation: Observation, most: Certainty = 'certain'): Certainty {
  if (needsSeveralGpus(observation) || needsSeveralProcesses(observation)) return 'possible'
  const reachability = observation.function?.reachability ?? 'surely'
  if (reachability === 'never') return 'possible'
  if (observation.live === 'yes' && (reachability === 'surely' || most !== 'certain')) return most
  return most === 'certain' ? 'likely' : 'possible'
}

/** Whether the code is live on a Mac, surely or perhaps. */
export function isLive(observation: Observation): boolean {
  return observation.live !== 'no'
}

/** What an `except` must name to catch what PyTorch raises for want of CUDA. */
const CATCHERS = new Set(['*', 'Exception', 'BaseException', 'AssertionError', 'RuntimeError'])

/** Whether an exception for want of CUDA is caught around the code. */
export function handlesMissingCuda(observation: Observation): boolean {
  return observation.caught.some((name) => CATCHERS.has(name))
}
