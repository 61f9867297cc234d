/** What rules ask of observations. */
import type { Observation } from '../../trace/observation.ts'
import { isOfSeveralLines, siteOfPlace } from '../../trace/site.ts'
import type { Span } from '../../trace/syntax.ts'
import type { Value } from '../../trace/value.ts'
import type { Certainty, Site } from '../../report/report.ts'
import type { AuditContext } from '../rule.ts'
import { type AskedCall, type Name, positionsOf } from './asked.ts'
import type { Kind, OfKind } from './observation-index.ts'
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

/** The site of an observation, or of a part of its code. */
export function siteOf(observation: Observation, span: Span = ownSpan(observation)): Site {
  return siteOfPlace({ module: observation.module, at: span.at, end: span.end })
}

/** Of a call over several lines, only the name of what is called. */
function ownSpan({ node, module }: Observation): Span {
  if (!('callee' in node)) return node
  const { callee } = node
  const name = callee.kind === 'attribute' ? { at: callee.nameAt, end: callee.end } : callee
  return isOfSeveralLines({ module, at: node.at, end: node.end }) ? name : node
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

/** The places where a value was written down, as sites. */
export function originsOf(value: Value): readonly Site[] {
  const values = value.kind === 'choice' ? value.options : [value]
  return values.flatMap((option) => (option.origin ? [siteOfPlace(option.origin)] : []))
}

/** What an `except` must name to catch what PyTorch raises for want of CUDA. */
const CATCHERS = new Set(['*', 'Exception', 'BaseException', 'AssertionError', 'RuntimeError'])

/** Whether an exception for want of CUDA is caught around the code. */
export function handlesMissingCuda(observation: Observation): boolean {
  return observation.caught.some((name) => CATCHERS.has(name))
}
