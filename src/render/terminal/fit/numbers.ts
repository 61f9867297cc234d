import type { Estimate } from '../../../report/fit.ts'

const GIGA = 1e9

/** `6.3 GB`, `141 GB`, `0.3 GB`: of a billion bytes, as vendors of disks and runtimes count. */
export function gigabytes(bytes: number): string {
  const amount = bytes / GIGA
  return `${amount >= 100 ? Math.round(amount) : amount.toFixed(1)} GB`
}

/** A number in as many digits as mean something: `17`, `1,240`, `4.7`. */
export function plainNumber(value: number): string {
  const rounded = value >= 100 ? Number(value.toPrecision(3)) : Number(value.toPrecision(2))
  return String(rounded).replace(/\B(?=(?:\d{3})+$)/g, rounded >= 1000 ? ',' : '')
}

/** `15 to 22`. */
export function range({ low, high }: Pick<Estimate, 'low' | 'high'>): string {
  return `${plainNumber(low)} to ${plainNumber(high)}`
}

/** A bar of so many columns, filled by a share between 0 and 1; something is always seen of what is more than nothing. */
export function bar(share: number, columns: number): string {
  const full = Math.max(share > 0 ? 1 : 0, Math.min(columns, Math.round(share * columns)))
  return '█'.repeat(full) + '░'.repeat(columns - full)
}
