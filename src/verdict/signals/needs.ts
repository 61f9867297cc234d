/** What a person says about their machines, aims and wishes. */
import type { Evidence } from '../evidence.ts'
import { atStrength, type SignalOf, shareOf } from './signal.ts'

/** GB of the cards that most who have one have at best; two of them, or a dearer one, is another decision. */
const CARD_MEMORY = 24
/** GB for a billion parameters in 4 bits, with scales and what a context takes. */
const PER_BILLION = 0.6

export const targetLinux: SignalOf = ({ needs }) => when(needs?.target === 'linux')
export const targetMac: SignalOf = ({ needs }) => when(needs?.target === 'apple')
export const hasMac: SignalOf = ({ needs }) => when(needs?.machines?.includes('mac'))
export const hasNvidia: SignalOf = ({ needs }) => when(needs?.machines?.includes('nvidia'))
export const speedFirst: SignalOf = ({ needs }) => when(needs?.first === 'speed')
export const powerFirst: SignalOf = ({ needs }) => when(needs?.first === 'power')

export const costFirst: SignalOf = ({ needs }) =>
  when(needs?.first === 'cost' && needs.machines?.includes('mac') && !needs.machines.includes('nvidia'))

/** A Mac to work on and rented machines to train on. */
export const cloudTraining: SignalOf = (evidence) => {
  const { needs } = evidence
  const trains = Math.max(shareOf(evidence, 'training'), shareOf(evidence, 'fine-tuning'))
  return atStrength(
    needs?.machines?.includes('cloud') && !needs.machines.includes('nvidia') ? Math.max(0.5, trains) : 0,
  )
}

export const largeModels: SignalOf = (evidence) => {
  const { parameters = 0 } = evidence.needs ?? {}
  const needed = Math.ceil(parameters * PER_BILLION)
  if (needed <= CARD_MEMORY || trainsAtLength(evidence)) return undefined
  return { strength: 1, words: { parameters: String(parameters), needed: String(needed) } }
}

function trainsAtLength(evidence: Evidence): boolean {
  return shareOf(evidence, 'training') > 0 || shareOf(evidence, 'fine-tuning', 'full') > 0
}

function when(holds: boolean | undefined): ReturnType<SignalOf> {
  return atStrength(holds ? 1 : 0)
}
