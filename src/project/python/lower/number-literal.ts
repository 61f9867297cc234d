import type { NumberLiteral, Span } from '../tree.ts'

/**
 * A number as it is written; one with a point or an exponent, which hexadecimal ones have not, is a float. All are put
 * together in the same way: the engine would give each that is spread from another object a layout of its own.
 */
export function numberLiteral(text: string, { at, end }: Span): NumberLiteral {
  const value = Number(text.replaceAll('_', ''))
  return /^[\d_]*\.|^[\d_]+e/i.test(text)
    ? { kind: 'number', at, end, value, isFloat: true }
    : { kind: 'number', at, end, value }
}
