/** What a person says about their machines, aims and wishes. */
import { atStrength, type SignalOf, shareOf } from './signal.ts'

export const targetLinux: SignalOf = ({ needs }) => when(needs?.target === 'linux')
export const targetMac: SignalOf = ({ needs }) => when(needs?.target === 'apple')
/** A Mac at hand speaks for itself where nothing says that it is too small. */
export const hasMac: SignalOf = ({ needs, picked }) =>
  when(needs?.machines?.includes('mac') && (picked === undefined || picked.mac !== undefined))
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
