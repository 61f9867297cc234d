import type { Machine } from '../../fit/machine.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import type { AdviceOption } from '../../report/advice.ts'
import type { Evidence } from '../evidence.ts'
import { cardsToBuy, macsToBuy, toRent } from './candidates.ts'
import { impossibleOn } from './impossible.ts'
import { type Judged, priceOf } from './judged.ts'
import { optionOf } from './option-of.ts'
import type { Wanted } from './wanted.ts'

/** A table is worked on in twice its size at least. */
const COPIES = 2
/** Generations of NVIDIA with matrix units for FP8 and all kernels of today. */
const OF_TODAY: ReadonlySet<string> = new Set(['ada', 'blackwell', 'hopper'])

/** Options where no model was named: what holds the tables, or what kernels are written on. */
export function plainOptions(
  wanted: Wanted,
  evidence: Evidence,
  { machines }: Pick<Knowledge, 'machines'>,
): readonly AdviceOption[] {
  const { needs } = wanted
  const { data, work = [], budget = Infinity, laptop } = needs
  const isAffordable = (machine: Machine): boolean => (priceOf(machine) ?? Infinity) <= budget
  const tell = (machine: Machine | undefined, kind: AdviceOption['kind']): AdviceOption[] => {
    if (machine === undefined) return []
    const one: Judged = { machine, kind, models: [], fits: true, fitsSurely: true, notes: [] }
    return [optionOf(one, needs, impossibleOn({ ...one, isRented: kind === 'rent' }, needs, evidence))]
  }
  const own = wanted.owned.flatMap((machine) => tell(machine, 'owned'))
  const compared = wanted.compared.flatMap((machine) => tell(machine, 'compared'))
  const macs = byPrice(macsToBuy(machines, wanted).filter(isAffordable))
  if (data?.bytes !== undefined) {
    const least = data.bytes * COPIES
    const mac = macs.find(({ memoryBytes }) => memoryBytes > least)
    return [...own, ...tell(mac, 'buy'), pcWith(least), ...compared]
  }
  const needsCuda =
    work.includes('kernels') ||
    evidence.dependencies.some(({ metal, gpu }) => metal.status === 'unsupported' && gpu === 'cuda')
  if (!needsCuda) return [...own, ...compared]
  // A laptop with a card has no price here; a card for the desk has, and an hour of what clusters have.
  const cards = cardsToBuy(machines, { ...wanted, needs: { ...needs, laptop: false } })
  const card = byPrice(
    cards
      .filter(
        ({ generation, memoryBytes, count }) => count === 1 && OF_TODAY.has(generation) && memoryBytes > LEAST_FOR_WORK,
      )
      .filter(isAffordable),
  )[0]
  const rented = toRent(machines, wanted).find(({ generation }) => generation === 'hopper')
  return [
    ...own,
    ...tell(card, 'buy'),
    ...tell(rented, 'rent'),
    ...(laptop === true ? tell(macs[0], 'buy') : []),
    ...compared,
  ]
}

/** Bytes; smaller cards are too small for what is trained with own kernels. */
const LEAST_FOR_WORK = 12e9

function byPrice(machines: readonly Machine[]): readonly Machine[] {
  return machines.toSorted((one, other) => (priceOf(one) ?? Infinity) - (priceOf(other) ?? Infinity))
}

function pcWith(least: number): AdviceOption {
  const size = [32, 64, 96, 128, 192, 256, 512].find((gb) => gb * 1e9 > least) ?? Math.ceil(least / 1e9)
  return {
    kind: 'buy',
    name: `A PC with ${size} GB of memory or more, with any card or none`,
    models: [],
    fits: true,
    impossible: [],
    notes: ['Its price is not known here.'],
  }
}
