import type { NumberLiteral } from '../tree.ts'

/** The value of a number as it is written; one with a point or an exponent, which hexadecimal ones have not, is a float. */
export function numberValue(text: string): Pick<NumberLiteral, 'value' | 'isFloat'> {
  const value = Number(text.replaceAll('_', ''))
  return /^[\d_]*\.|^[\d_]+e/i.test(text) ? { value, isFloat: true } : { value }
}
