import { readMarker } from './marker-grammar.ts'
import { compareOperands } from './marker-comparison.ts'
import type { Marker, MarkerEnvironment } from './marker-tree.ts'
import { normaliseName } from './name.ts'
import { expectEnd, type Failure, type Scanner } from './scanner.ts'

export type { Marker, MarkerEnvironment } from './marker-tree.ts'

export type ParsedMarker = { readonly ok: true; readonly marker: Marker } | ({ readonly ok: false } & Failure)

/** Reads an environment marker as PEP 508 writes it, for example `sys_platform == 'darwin'`. */
export function parseMarker(text: string): ParsedMarker {
  const scanner: Scanner = { text, at: 0 }
  const marker = readMarker(scanner)
  if (marker !== undefined) expectEnd(scanner, 'and, or, or the end of the marker')
  if (scanner.failure !== undefined) return { ok: false, ...scanner.failure }
  return marker === undefined ? { ok: false, reason: 'not a marker', at: 0 } : { ok: true, marker }
}

/**
 * Whether a marker holds; undefined when that depends on something that `environment` does not tell.
 * Of several extras it is enough that the marker holds for one, as when pip installs `name[a,b]`.
 */
export function evaluateMarker(marker: Marker, environment: MarkerEnvironment): boolean | undefined {
  const { extras } = environment
  if (extras === undefined) return evaluate(marker, environment, undefined)
  const each = extras.size === 0 ? [''] : [...extras]
  return or(each.map((extra) => evaluate(marker, environment, normaliseName(extra))))
}

function evaluate(marker: Marker, environment: MarkerEnvironment, extra: string | undefined): boolean | undefined {
  if (marker.kind === 'comparison') return compareOperands(marker, environment, extra)
  const outcomes = marker.terms.map((term) => evaluate(term, environment, extra))
  if (marker.kind === 'or') return or(outcomes)
  return outcomes.includes(false) ? false : outcomes.includes(undefined) ? undefined : true
}

function or(outcomes: readonly (boolean | undefined)[]): boolean | undefined {
  return outcomes.includes(true) ? true : outcomes.includes(undefined) ? undefined : false
}
