import type { Estimate, Fit } from '../report/fit.ts'
import type { Machine } from './machine.ts'
import { scaled } from './speed/rates.ts'

const JOULES_PER_KWH = 3.6e6
const SECONDS_PER_HOUR = 3600
const MILLION = 1e6

/**
 * What a machine costs, and a million tokens on it: hours of the cloud at their price, or electricity where its price is given.
 *
 * @param electricity - US dollars for a kilowatt-hour
 */
export function costOf(
  { price, count }: Machine,
  { perSecond, joules, electricity }: CostCase,
): Fit['cost'] | undefined {
  const perMillion =
    price?.per === 'hour'
      ? perSecond && inverse(perSecond, (MILLION * price.usd * count) / SECONDS_PER_HOUR)
      : joules && electricity !== undefined
        ? scaled(joules, (MILLION * electricity) / JOULES_PER_KWH)
        : undefined
  const machine = price?.per === 'purchase' ? price.usd * count : undefined
  if (perMillion === undefined && machine === undefined) return undefined
  return {
    currency: 'USD',
    ...(perMillion !== undefined && { perMillionTokens: perMillion }),
    ...(machine !== undefined && { machine }),
  }
}

interface CostCase {
  readonly perSecond: Estimate | undefined
  readonly joules: Estimate | undefined
  readonly electricity: number | undefined
}

function inverse({ value, low, high, basis, sources }: Estimate, amount: number): Estimate {
  return { value: amount / value, low: amount / high, high: amount / low, basis, sources }
}
