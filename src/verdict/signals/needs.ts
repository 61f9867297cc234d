/** What a person says about their machines, aims and wishes. */
import { atStrength, type SignalOf, shareOf } from './signal.ts'

export const targetLinux: SignalOf = ({ needs }) => when(needs?.target === 'linux')
export const targetMac: SignalOf = ({ needs }) => when(needs?.target === 'apple')
/** What share of the Macs that people have holds a model, by the least memory that does, in GB. */
const COMMON: readonly (readonly [most: number, share: number])[] = [
  [16, 1],
  [36, 0.7],
  [64, 0.4],
]

/** A Mac at hand speaks for itself; of one that nobody named, it is asked how likely it is large enough. */
export const hasMac: SignalOf = ({ needs, picked }) => {
  if (needs?.machines?.includes('mac') !== true || picked === undefined) return when(needs?.machines?.includes('mac'))
  const least = (picked.smallestMac?.machine.memoryBytes ?? Infinity) / 2 ** 30
  return atStrength(COMMON.find(([most]) => least <= most)?.[1] ?? 0)
}

export const hasNvidia: SignalOf = ({ needs, picked }) =>
  when(needs?.machines?.includes('nvidia') && (picked === undefined || picked.card !== undefined))
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

function when(holds: boolean | undefined): ReturnType<SignalOf> {
  return atStrength(holds ? 1 : 0)
}
