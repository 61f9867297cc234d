import { joulesPer } from '../../fit/energy.ts'
import type { Machine } from '../../fit/machine.ts'
import type { OptionModel, OptionRun } from '../../report/advice.ts'
import type { Estimate } from '../../report/fit.ts'
import type { Needs } from '../../report/needs.ts'
import { isTraining } from './asked-of.ts'

const SECONDS_PER_HOUR = 3600
/** Where nobody says how much: a question, its answer, and a text to learn from. */
const ANSWER = 500
const PROMPT = 1000
const LESSON = 1e6

type Speeds = Pick<OptionModel, 'kind' | 'decode' | 'training' | 'imageSeconds' | 'sound' | 'watts' | 'context'>

/** Seconds for each token of a prompt, on average over its length. */
export interface Reading {
  readonly tokens: number
  readonly seconds: Estimate
}

/** How much there is to do, as far as it was said, and what it comes to in time, power and rent. */
export function runOf(
  needs: Needs,
  speeds: Speeds,
  { rent }: Machine,
  count: number,
  reading?: Reading,
): OptionRun | undefined {
  const work = workOf(needs, speeds, reading)
  if (work === undefined) return undefined
  const { what, seconds } = work
  const joules = speeds.watts && joulesPer(speeds.watts, inverse(seconds))
  return {
    what,
    seconds,
    ...(joules !== undefined && { wattHours: times(joules, 1 / SECONDS_PER_HOUR) }),
    ...(rent !== undefined && { usd: times(seconds, (rent.usd * count) / SECONDS_PER_HOUR) }),
  }
}

interface Stint {
  readonly what: string
  readonly seconds: Estimate
}

function workOf(
  needs: Needs,
  { kind, decode, training, imageSeconds, sound }: Speeds,
  reading?: Reading,
): Stint | undefined {
  const { data, tokensADay, imagesADay, hoursOfSoundADay } = needs
  if (imageSeconds !== undefined) {
    const images = imagesADay ?? 1
    return { what: images === 1 ? 'an image' : `a day's ${plain(images)} images`, seconds: times(imageSeconds, images) }
  }
  if (sound !== undefined) {
    const hours = hoursOfSoundADay ?? 1
    const what = hoursOfSoundADay === undefined ? 'an hour of sound' : `a day's ${plain(hours)} hours of sound`
    return { what, seconds: times(inverse(sound), hours * SECONDS_PER_HOUR) }
  }
  if (training !== undefined && isTraining(kind)) {
    const epochs = data?.epochs ?? 1
    const [amount, noun] = data?.images === undefined ? [data?.tokens, 'tokens'] : [data.images, 'images']
    const all = (amount ?? LESSON) * epochs
    const what = `${plain(all)} ${noun}${epochs > 1 ? ` (${epochs} epochs)` : ''}`
    return { what, seconds: times(inverse(training), all) }
  }
  if (decode === undefined) return undefined
  if (tokensADay !== undefined) {
    return { what: `a day's ${plain(tokensADay)} tokens`, seconds: times(inverse(decode), tokensADay) }
  }
  const writing = times(inverse(decode), ANSWER)
  if (reading === undefined) return { what: `an answer of ${ANSWER} tokens`, seconds: writing }
  return {
    what: `an answer of ${ANSWER} tokens to a prompt of ${plain(reading.tokens)}`,
    seconds: sum(writing, times(reading.seconds, reading.tokens)),
  }
}

/** Of the context that was asked for, what an answer leaves. */
export function promptIn(context: number, isAsked: boolean): number {
  return isAsked ? Math.max(1, context - ANSWER) : Math.min(PROMPT, context)
}

export function inverse({ value, low, high, ...rest }: Estimate): Estimate {
  return { value: 1 / value, low: 1 / high, high: 1 / low, ...rest }
}

export function times({ value, low, high, ...rest }: Estimate, factor: number): Estimate {
  return { value: value * factor, low: low * factor, high: high * factor, ...rest }
}

function sum(one: Estimate, other: Estimate): Estimate {
  return { ...one, value: one.value + other.value, low: one.low + other.low, high: one.high + other.high }
}

/** `9,000,000`. */
function plain(count: number): string {
  return String(Number(count.toPrecision(6))).replace(/\B(?=(?:\d{3})+$)/g, ',')
}
