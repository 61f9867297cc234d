import type { Knowledge } from '../../knowledge/knowledge.ts'
import type { WouldChange } from '../../report/report.ts'
import { type Judged, nameOf } from '../options/judged.ts'
import { judged } from '../options/option-of.ts'
import type { Picked } from '../options/pick.ts'
import type { Wanted } from '../options/wanted.ts'

/** Smaller quantizations, the gentlest first; below three bits answers suffer. */
const SMALLER = ['Q8_0', 'Q6_K', 'Q5_K_M', 'Q4_K_M', 'Q3_K_M'] as const

/** What of the question would have to be otherwise: fewer bits for the machine that is owned, a longer context than it holds. */
export function otherwise(
  wanted: Wanted,
  found: Picked | undefined,
  knowledge: Pick<Knowledge, 'rates'>,
): readonly WouldChange[] {
  return found === undefined
    ? []
    : found.owned.flatMap((one) => [...inFewerBits(one, wanted, knowledge), ...longer(one, wanted)]).slice(0, 2)
}

function inFewerBits(own: Judged, wanted: Wanted, knowledge: Pick<Knowledge, 'rates'>): WouldChange[] {
  const [model] = own.models
  if (own.fits || model?.kind !== 'inference') return []
  const from = SMALLER.findIndex((name) => name === model.quantization)
  const holding = SMALLER.slice(from + 1).find((quantization) => {
    const needs = { ...wanted.needs, quantization }
    return judged(own.machine, 'owned', { needs, models: wanted.models }, { rates: knowledge.rates }).fits
  })
  if (holding === undefined) return []
  return [{ text: `In ${holding} it would fit ${nameOf(own.machine)}.`, choice: choiceOf(own) }]
}

function longer(own: Judged, { models: [asked] }: Wanted): WouldChange[] {
  const [model] = own.models
  // Beyond what the model was trained for, memory is not what ends it.
  const longest = asked?.model.architecture?.longestContext ?? Infinity
  if (!own.fits || model?.kind !== 'inference' || model.largestContext === undefined || model.largestContext >= longest)
    return []
  const most = String(model.largestContext).replace(/\B(?=(?:\d{3})+$)/g, ',')
  const other = own.machine.platform === 'metal' ? 'cuda' : 'metal'
  return [
    { text: `With more than ${most} tokens of context it would no longer fit ${nameOf(own.machine)}.`, choice: other },
  ]
}

function choiceOf({ machine }: Judged): 'metal' | 'cuda' {
  return machine.platform === 'metal' ? 'metal' : 'cuda'
}
