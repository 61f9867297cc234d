import type { FitKnowledge } from '../../fit/fit-model.ts'
import type { Machine } from '../../fit/machine.ts'
import type { KnownMachine } from '../../knowledge/machines.ts'
import type { AdviceOption } from '../../report/advice.ts'
import { isTraining } from './asked-of.ts'
import { allMacs, cardsToBuy, macsToBuy, toRent } from './candidates.ts'
import { isUseful, type Judged, priceOf, slowness } from './judged.ts'
import { judged } from './option-of.ts'
import type { Wanted } from './wanted.ts'

/** What was found for the models: the best on each side, and what comes near where nothing does. */
export interface Picked {
  /** What is owned, in the order in which it was named. */
  readonly owned: readonly Judged[]
  /** A Mac, and a card, that hold the models: owned where those are fast enough, else the best that the budget allows. */
  readonly mac?: Judged
  readonly card?: Judged
  readonly rent?: Judged
  /** The cheapest that hold them and are above the budget, or have no known price. */
  readonly nearMac?: Judged
  readonly nearCard?: Judged
  /** The Mac with the least memory that holds them, sold or not. */
  readonly smallestMac?: Judged
  readonly compared: readonly Judged[]
}

/** US dollars that one person spends at most where nobody says otherwise; dearer things are rented. */
const MOST_WITHOUT_A_BUDGET = 15_000

/** Judges what is owned, what can be bought and what can be rented, and picks from each. */
export function picked(wanted: Wanted, known: readonly KnownMachine[], rates: FitKnowledge): Picked {
  const { needs, owned, compared } = wanted
  const judge = (kind: AdviceOption['kind']) => (machine: Machine) => judged(machine, kind, wanted, rates, 'roughly')
  const budget = needs.budget ?? MOST_WITHOUT_A_BUDGET
  const own = owned.map(judge('owned'))
  const macs = holding(macsToBuy(known, wanted).map(judge('buy')))
  const cards = holding(cardsToBuy(known, wanted).map(judge('buy')))
  const isAffordable = ({ machine }: Judged): boolean =>
    (priceOf(machine) ?? (needs.budget === undefined ? 0 : Infinity)) <= budget
  const ownOn = (platform: Machine['platform'], isEnough: (one: Judged) => boolean) =>
    own.find((one) => one.machine.platform === platform && one.fits && isEnough(one))
  const mac = ownOn('metal', isUseful) ?? best(macs.filter(isAffordable)) ?? ownOn('metal', () => true)
  const card = ownOn('cuda', isUseful) ?? best(cards.filter(isAffordable)) ?? ownOn('cuda', () => true)
  const rent = cheapestRun(holding(toRent(known, wanted).map(judge('rent'))))
  const nearMac = mac?.kind === 'buy' ? undefined : cheapest(macs.filter((one) => !isAffordable(one)))
  const nearCard = card?.kind === 'buy' ? undefined : cheapest(cards.filter((one) => !isAffordable(one)))
  const smallestMac = allMacs(known)
    .toSorted((one, other) => one.memoryBytes - other.memoryBytes || other.bandwidth - one.bandwidth)
    .map(judge('compared'))
    .find(({ fits }) => fits)
  // Of those that are told, all is worked out.
  const full = ({ machine, kind }: Judged): Judged => judged(machine, kind, wanted, rates)
  return {
    owned: own.map(full),
    compared: compared.map(judge('compared')).map(full),
    ...(mac !== undefined && { mac: full(mac) }),
    ...(card !== undefined && { card: full(card) }),
    ...(rent !== undefined && { rent: full(rent) }),
    ...(nearMac !== undefined && { nearMac: full(nearMac) }),
    ...(nearCard !== undefined && { nearCard: full(nearCard) }),
    ...(smallestMac !== undefined && { smallestMac }),
  }
}

/** What holds all models at the high end of their range; where nothing does, what holds them at all. */
function holding(all: readonly Judged[]): readonly Judged[] {
  const surely = all.filter(({ fitsSurely }) => fitsSurely)
  return surely.length > 0 ? surely : all.filter(({ fits }) => fits)
}

/** The cheapest that is fast enough, else the fastest. */
function best(all: readonly Judged[]): Judged | undefined {
  return cheapest(all.filter(isUseful)) ?? all.toSorted((one, other) => slowness(one) - slowness(other))[0]
}

function cheapest(all: readonly Judged[]): Judged | undefined {
  return all.toSorted(
    (one, other) =>
      (priceOf(one.machine) ?? Infinity) - (priceOf(other.machine) ?? Infinity) || slowness(one) - slowness(other),
  )[0]
}

/** By what the run costs where there is one, else by the hour. */
function cheapestRun(all: readonly Judged[]): Judged | undefined {
  const useful = all.filter(isUseful)
  return (useful.length > 0 ? useful : all).toSorted((one, other) => rentFor(one) - rentFor(other))[0]
}

function rentFor({ machine, models }: Judged): number {
  const runs = models.flatMap(({ kind, run }) => (isTraining(kind) && run?.usd ? [run.usd.value] : []))
  return runs.length > 0 ? Math.max(...runs) : (machine.rent?.usd ?? Infinity) * machine.count
}
