import { counted, STATUS_CHIPS } from 'acclimate/parts'
import type { Kind, Value } from './question.ts'

const STATUSES: Readonly<Record<string, string>> = { ...STATUS_CHIPS, failed: 'no report' }

/** A value as people read it; empty where there is none. */
export function shown(value: Value | undefined, kind: Kind): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'object') return value.join(', ')
  if (typeof value === 'number') return inFigures(value, kind)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (kind === 'repository') return nameOfRepository(value)
  return kind === 'status' ? (STATUSES[value] ?? value) : value
}

/** Without what says nothing: of a folder its name and that of the one around it, since those above are the same for most. */
function nameOfRepository(address: string): string {
  const short = address.replace(/^https?:\/\//, '').replace(/\.git(?=@|$)/, '')
  return short.replace(/^file:\/\/.*?([^/]+\/[^/]+)$/, '$1')
}

/** Whether the values of a column are figures, which stand below each other by their last digit. */
export function isFigure(kind: Kind): boolean {
  return kind === 'count' || kind === 'share' || kind === 'bytes' || kind === 'gigabytes'
}

export function percent(ratio: number): string {
  // All or nothing is said only where it is so.
  const rounded = Math.round(ratio * 100)
  return `${ratio < 1 && rounded === 100 ? 99 : ratio > 0 && rounded === 0 ? 1 : rounded} %`
}

function inFigures(value: number, kind: Kind): string {
  if (kind === 'share') return percent(value)
  if (kind === 'gigabytes') return `${value} GB`
  if (kind === 'bytes')
    return value < 1e9 ? `${Math.ceil(value / 1e6)} MB` : `${(value / 1e9).toFixed(value < 1e10 ? 1 : 0)} GB`
  return figure(value)
}

/** `2,000`. */
export function figure(value: number): string {
  return counted(value, '', '').trim()
}
