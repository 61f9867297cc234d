/** What the machines say that hold the models which a person names. */
import { isTraining } from '../options/asked-of.ts'
import { isUseful, type Judged, nameOf, slowness } from '../options/judged.ts'
import type { Evidence } from '../evidence.ts'
import { atStrength, type SignalOf } from './signal.ts'

/** Differences of speed below which nobody would choose by them, and from which on they count in full. */
const NOTICED = 1.5
const PLAIN = { text: 4, work: 2.5 } as const
const READ_ALREADY = 0.5

export const macAtHandHolds: SignalOf = (evidence) => atHand(evidence, 'metal')
export const cardAtHandHolds: SignalOf = (evidence) => atHand(evidence, 'cuda')

function atHand({ picked }: Evidence, platform: 'metal' | 'cuda'): ReturnType<SignalOf> {
  const own = picked?.owned.find(({ machine, fits }) => machine.platform === platform && fits)
  if (own === undefined) return undefined
  return atStrength(isUseful(own) ? 1 : 0.2, { words: { machine: nameOf(own.machine), ...roomOf(own) } })
}

/** No Mac that is owned, or can be bought for the money, holds the models; something with CUDA does. */
export const noMacHolds: SignalOf = ({ picked }) => {
  if (picked === undefined || picked.mac !== undefined) return undefined
  const other = picked.card ?? picked.rent
  if (other === undefined) return undefined
  const { smallestMac } = picked
  const least =
    smallestMac === undefined
      ? 'there is no Mac that does'
      : `the least that does is ${smallestMac.machine.name}${picked.nearMac === undefined ? ', which is not sold at a price that is known' : ''}`
  return atStrength(1, { words: { least, machine: nameOf(other.machine), needed: neededBy(other) } })
}

/** It fits, and nobody would wait for it. */
export const macTooSlow: SignalOf = ({ picked }) => {
  const { mac, card, rent } = picked ?? {}
  const fast = [card, rent].find((one) => one !== undefined && isUseful(one))
  const [model] = mac?.models ?? []
  if (mac === undefined || fast === undefined || isUseful(mac) || model?.decode === undefined) return undefined
  return atStrength(1, {
    words: { machine: nameOf(mac.machine), speed: model.decode.value.toFixed(1), other: nameOf(fast.machine) },
  })
}

export const noCardHolds: SignalOf = ({ picked }) => {
  if (picked === undefined || picked.card !== undefined || picked.mac === undefined) return undefined
  const { nearCard, mac } = picked
  const least =
    nearCard === undefined ? 'there is none that does' : `${nearCard.machine.name} would be the cheapest that does`
  return atStrength(1, { words: { least, needed: neededBy(mac) } })
}

/** The more alike their speeds are, the more it is a matter of taste. */
export const eitherHolds: SignalOf = ({ picked }) => {
  const { mac, card } = picked ?? {}
  if (mac === undefined || card === undefined || !isUseful(mac) || !isUseful(card)) return undefined
  const words = { mac: nameOf(mac.machine), card: nameOf(card.machine) }
  return atStrength(Math.max(0.2, Math.min(1, NOTICED / ratioOf(mac, card))), { words })
}

export const fasterOnCards: SignalOf = ({ picked }) => {
  // What is rented is for runs; who asks and waits for answers wants a machine of their own.
  const rent = picked?.rent?.models.some(({ kind }) => isTraining(kind)) === true ? picked.rent : undefined
  return faster(picked?.card ?? rent, picked?.mac)
}

export const fasterOnMacs: SignalOf = ({ picked }) => faster(picked?.mac, picked?.card)

function faster(fast: Judged | undefined, slow: Judged | undefined): ReturnType<SignalOf> {
  if (fast === undefined || slow === undefined || (isUseful(slow) && slow.kind === 'owned')) return undefined
  const ratio = slowness(slow) / slowness(fast)
  if (!(ratio >= NOTICED)) return undefined
  const isText = slow.models.every(({ decode }) => decode !== undefined)
  // Text that comes faster than people read is worth less and less.
  const strength = isText ? (ratio / PLAIN.text) * (isUseful(slow) ? READ_ALREADY : 1) : ratio / PLAIN.work
  return atStrength(Math.min(strength, isText && isUseful(slow) ? READ_ALREADY : 1), {
    words: { ratio: ratio.toFixed(ratio < 10 ? 1 : 0), fast: nameOf(fast.machine), slow: nameOf(slow.machine) },
  })
}

/** Reading a prompt is arithmetic, of which a card has more. */
export const promptsOnCards: SignalOf = ({ picked }) => {
  const [mac, card] = [picked?.mac, picked?.card].map((one) => one?.models[0]?.prefill?.value)
  if (mac === undefined || card === undefined || card / mac < NOTICED) return undefined
  return atStrength(card / mac / PLAIN.text, { words: { ratio: (card / mac).toFixed(1) } })
}

/** The run takes longer than a day at home, and hours on something rented. */
export const runsForDays: SignalOf = ({ picked }) => {
  const { mac, card, rent } = picked ?? {}
  const at = mac ?? picked?.owned.find(({ fits }) => fits)
  const fast = card ?? rent
  const [slow] = at?.models ?? []
  const [quick] = fast?.models ?? []
  if (at === undefined || fast === undefined || slow?.run === undefined || quick?.run === undefined) return undefined
  if (!isTraining(slow.kind) || isUseful(at) || !isUseful(fast)) return undefined
  const usd =
    quick.run.usd === undefined || fast.kind !== 'rent' ? '' : ` for about $${quick.run.usd.value.toFixed(2)} of rent`
  return atStrength(1, {
    words: {
      what: quick.run.what,
      slow: hours(slow.run.seconds.value),
      fast: `${hours(quick.run.seconds.value)}${usd}`,
      machine: nameOf(at.machine),
      other: nameOf(fast.machine),
    },
  })
}

/** The price of a card is that of the card alone. */
export const computerAround: SignalOf = ({ picked, needs, hasPc }) => {
  const { card } = picked ?? {}
  if (card?.kind !== 'buy' || card.machine.unified || hasPc === true || needs?.machines?.includes('nvidia'))
    return undefined
  return atStrength(1, { words: { card: card.machine.name } })
}

function ratioOf(one: Judged, other: Judged): number {
  const ratio = slowness(one) / slowness(other)
  return Number.isFinite(ratio) && ratio > 0 ? Math.max(ratio, 1 / ratio) : 1
}

function neededBy({ models }: Judged): string {
  return gigabytes(Math.max(...models.map(({ needed }) => needed.value)))
}

function roomOf({ models }: Judged): { needed: string; room: string } {
  return {
    needed: gigabytes(Math.max(...models.map(({ needed }) => needed.value))),
    room: gigabytes(Math.min(...models.map(({ roomBytes }) => roomBytes))),
  }
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(bytes < 1e11 ? 1 : 0)} GB`
}

/** `34 hours`, `3.2 days`. */
export function hours(seconds: number): string {
  const [amount, noun] =
    seconds < 5400
      ? [seconds / 60, 'minutes']
      : seconds < 172_800
        ? [seconds / 3600, 'hours']
        : [seconds / 86_400, 'days']
  return `${Number(amount.toPrecision(2))} ${noun}`
}
