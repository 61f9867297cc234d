import type { Machine } from '../../fit/machine.ts'
import { machineOf } from '../../fit/machines/machine-of.ts'
import type { KnownMachine } from '../../knowledge/machines.ts'
import type { Wanted } from './wanted.ts'

/** Cards that people put into one computer, and GPUs of one rented machine. */
const IN_A_PC = [1, 2]
const IN_A_RENTED_MACHINE = [1, 2, 4, 8]
/** Of several GPUs, one is none. */
const isSeveral = (count: number): boolean => count > 1

/** What the rest of a computer draws while a card works. */
const REST_OF_A_PC = 250

/** Macs that are sold, each with the cheapest of its products that suits. */
export function macsToBuy(known: readonly KnownMachine[], { needs: { laptop } }: Wanted): readonly Machine[] {
  return known.flatMap((machine) => {
    const products = (machine.products ?? []).filter(
      ({ isSold, form }) => isSold === true && (laptop === undefined || (form === 'laptop') === laptop),
    )
    return machine.platform === 'metal' && products.length > 0 ? [machineOf(machine, 1, products)] : []
  })
}

/** Cards with a price, alone and in pairs, that the computer which is there can feed; GB10 is a computer by itself. */
export function cardsToBuy(
  known: readonly KnownMachine[],
  { needs: { laptop, gpus }, pc }: Wanted,
): readonly Machine[] {
  return known
    .filter(({ platform, form }) => platform === 'cuda' && (form === 'laptop') === (laptop === true))
    .flatMap((machine) => (machine.unified === true ? [1] : IN_A_PC).map((count) => machineOf(machine, count)))
    .filter(({ count }) => gpus !== 'several' || isSeveral(count))
    .filter(({ price, form }) => price?.per === 'purchase' || form === 'laptop')
    .filter(
      ({ watts = 0, count, unified }) => unified || pc?.watts === undefined || watts * count + REST_OF_A_PC <= pc.watts,
    )
}

/** GPUs that somebody rents out by the hour. */
export function toRent(known: readonly KnownMachine[], { needs: { gpus } }: Wanted): readonly Machine[] {
  return known
    .filter(({ hour, platform }) => hour !== undefined && platform === 'cuda')
    .flatMap((machine) => IN_A_RENTED_MACHINE.map((count) => machineOf(machine, count)))
    .filter(({ count }) => gpus !== 'several' || isSeveral(count))
}

/** Every Mac that there ever was. */
export function allMacs(known: readonly KnownMachine[]): readonly Machine[] {
  return known.filter(({ platform }) => platform === 'metal').map((machine) => machineOf(machine))
}
