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

/**
 * Days between a price and the newest of all cards within which both can be weighed against each other: cards have risen by
 * half in half a year, so an older price would make a card the cheapest that is not.
 */
const PRICES_COMPARE = 120
const DAY = 86_400_000

/** Cards with a price, alone and in pairs, that the computer which is there can feed; GB10 is a computer by itself. */
export function cardsToBuy(
  known: readonly KnownMachine[],
  { needs: { laptop, gpus }, models, pc }: Wanted,
): readonly Machine[] {
  const counts = isForOne(models) ? [1] : IN_A_PC
  const cards = known.filter(({ platform }) => platform === 'cuda')
  const newest = Math.max(...cards.map(({ price }) => (price === undefined ? 0 : Date.parse(price.day))))
  return cards
    .filter(({ form }) => (form === 'laptop') === (laptop === true))
    .filter(({ price }) => price === undefined || newest - Date.parse(price.day) <= PRICES_COMPARE * DAY)
    .flatMap((machine) => (machine.unified === true ? [1] : counts).map((count) => machineOf(machine, count)))
    .filter(({ count }) => gpus !== 'several' || isSeveral(count))
    .filter(({ price, form }) => price?.per === 'purchase' || form === 'laptop')
    .filter(
      ({ watts = 0, count, unified }) => unified || pc?.watts === undefined || watts * count + REST_OF_A_PC <= pc.watts,
    )
}

/** GPUs that somebody rents out by the hour. */
export function toRent(known: readonly KnownMachine[], { needs: { gpus }, models }: Wanted): readonly Machine[] {
  const counts = isForOne(models) ? [1] : IN_A_RENTED_MACHINE
  return known
    .filter(({ hour, platform }) => hour !== undefined && platform === 'cuda')
    .flatMap((machine) => counts.map((count) => machineOf(machine, count)))
    .filter(({ count }) => gpus !== 'several' || isSeveral(count))
}

/** An image is drawn, and sound is heard, by one GPU: a second one adds no memory. */
function isForOne(models: Wanted['models']): boolean {
  return models.some(({ model }) => model.kind === 'image' || model.kind === 'speech')
}

/** Every Mac that there ever was. */
export function allMacs(known: readonly KnownMachine[]): readonly Machine[] {
  return known.filter(({ platform }) => platform === 'metal').map((machine) => machineOf(machine))
}
