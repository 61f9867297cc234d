import type { ModelNeed, ModelUsed } from '../report/report.ts'
import { counted } from './terminal/page.ts'
import { gigabytes } from './terminal/fit/numbers.ts'

/** `needs 16.1 to 18.0 GB at 8,192 tokens of context (BF16): fits from 24 GB on; in Q4_K_M 6.2 to 6.5 GB: from 16 GB on`. */
export function needsInWords({ needs }: ModelUsed): string {
  const [first, ...others] = needs
  if (first === undefined) return 'nothing is known of it here'
  const rest = others.map((need) => `; in ${need.quantization} ${amount(need)}: ${from(need)}`)
  return `needs ${amount(first)}${setting(first)} (${first.quantization}): ${fits(first)}${rest.join('')}`
}

function amount({ bytes: { low, high } }: ModelNeed): string {
  const [least, most] = [gigabytes(low), gigabytes(high)]
  return least === most ? least : `${least.replace(' GB', '')} to ${most}`
}

function setting({ context, work }: ModelNeed): string {
  if (work === 'inference') return context > 1 ? ` at ${counted(context, 'token')} of context` : ''
  return context > 1 ? ` for ${work.replaceAll('-', ' ')} with ${counted(context, 'token')}` : ''
}

function fits(need: ModelNeed): string {
  return need.fitsFrom === undefined ? 'no Mac holds it' : `fits a Mac ${from(need)}`
}

function from({ fitsFrom }: ModelNeed): string {
  return fitsFrom === undefined ? 'no Mac holds it' : `from ${fitsFrom} GB on`
}
