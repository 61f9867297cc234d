import { parseMarker } from '../requirement/marker.ts'
import type { Marker, MarkerOperator, Operand } from '../requirement/marker-tree.ts'

/** The marker that holds where both hold; an absent marker always holds. */
export function both(left: string | undefined, right: string | undefined): string | undefined {
  if (left === undefined || left === right) return right
  if (right === undefined) return left
  return `${enclosed(left)} and ${enclosed(right)}`
}

/** The marker that holds where any of them does; undefined, which always holds, where one of them is absent. */
export function either(markers: readonly (string | undefined)[]): string | undefined {
  const present = markers.filter((marker) => marker !== undefined)
  if (present.length < markers.length) return undefined
  return [...new Set(present)].join(' or ') || undefined
}

function enclosed(marker: string): string {
  return marker.includes(' or ') ? `(${marker})` : marker
}

/** The marker that holds where none of them does; undefined where that cannot be written. */
export function neither(markers: readonly string[]): string | undefined {
  const parsed = markers.map((marker) => parseMarker(marker))
  const texts = parsed.map((result) => (result.ok ? negated(result.marker) : undefined))
  return texts.includes(undefined) ? undefined : texts.reduce((left, right) => both(left, right), undefined)
}

const OPPOSITES: Partial<Record<MarkerOperator, MarkerOperator>> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
  in: 'not in',
  'not in': 'in',
}

function negated(marker: Marker): string | undefined {
  if (marker.kind === 'comparison') {
    const opposite = OPPOSITES[marker.operator]
    return opposite && `${operandText(marker.left)} ${opposite} ${operandText(marker.right)}`
  }
  const terms = marker.terms.map(negated)
  if (terms.includes(undefined)) return undefined
  return marker.kind === 'or' ? terms.reduce((left, right) => both(left, right), undefined) : either(terms)
}

function operandText(operand: Operand): string {
  if (operand.kind === 'variable') return operand.name
  return operand.value.includes("'") ? `"${operand.value}"` : `'${operand.value}'`
}
