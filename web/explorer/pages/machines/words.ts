import type { Price } from '../../../../src/fit/machine.ts'

/** `546 GB/s`, `3.4 TB/s`. */
export function terabytes(bytesPerSecond: number): string {
  const giga = bytesPerSecond / 1e9
  return giga < 1000 ? `${Math.round(giga)} GB/s` : `${(giga / 1000).toFixed(1)} TB/s`
}

/** `$1,999 (2026-11-20)`, `$2.10 an hour`. */
export function priceInWords(price: Price | undefined): string {
  if (price === undefined) return 'not known'
  const { usd, per, day, isUsed, by } = price
  const amount = per === 'hour' ? `$${usd.toFixed(2)} an hour` : `$${Math.round(usd).toLocaleString('en')}`
  return `${amount}${isUsed === true ? ' used' : ''}${by === undefined ? '' : ` at ${by}`} (${day})`
}

/** `34 TFLOP/s`. */
export function teraflops(flops: number | undefined): string | undefined {
  return flops === undefined ? undefined : `${Number((flops / 1e12).toPrecision(3))} TFLOP/s`
}
