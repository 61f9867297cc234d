import type { Machine } from '../../fit/machine.ts'
import type { AdviceOption, OptionModel } from '../../report/advice.ts'
import { isTraining } from './asked-of.ts'

/** A machine, and what each model comes to there. */
export interface Judged {
  readonly machine: Machine
  readonly kind: AdviceOption['kind']
  readonly models: readonly OptionModel[]
  readonly fits: boolean
  /** Also where memory is at the high end of its range. */
  readonly fitsSurely: boolean
  readonly notes: readonly string[]
}

/** Tokens a second that a person reads; seconds of sound in a second; seconds that people wait for an image; hours of a run. */
const USEFUL = { text: 8, sound: 1, image: 60, hours: 24 } as const
const SECONDS_PER_HOUR = 3600

/** With the Mac that it is, where that is one, or the cheapest that is sold: `Mac mini with M6 (12-core GPU), 24 GB`. */
export function nameOf({ name, products = [] }: Pick<Machine, 'name' | 'products'>): string {
  const priced = products
    .filter(({ price }) => price !== undefined)
    .toSorted((one, other) => (one.price?.usd ?? 0) - (other.price?.usd ?? 0))
  const families = new Set(products.map((product) => familyOf(product.name)))
  const [family] = families
  const product = priced[0]?.name ?? (families.size === 1 ? family : undefined)
  return product === undefined ? name : `${product} with ${name}`
}

/** `MacBook Pro` of `MacBook Pro 14-inch`. */
function familyOf(product: string): string {
  return product.replace(/ \d\d-inch$/, '')
}

/** Done in so much of each kind: what is compared, and what `useful` asks. */
export function speedOf({ decode, training, imageSeconds, sound }: OptionModel): number | undefined {
  return decode?.value ?? training?.value ?? sound?.value ?? (imageSeconds && 1 / imageSeconds.value)
}

/** US dollars for all of it; undefined where nobody states a price. */
export function priceOf({ price, count }: Machine): number | undefined {
  return price?.per === 'purchase' ? price.usd * count : undefined
}

/** Whether the work is done there in a time that people put up with. */
export function isUseful({ models }: Pick<Judged, 'models'>): boolean {
  return models.every(isFastEnough)
}

function isFastEnough({ kind, decode, imageSeconds, sound, run, training }: OptionModel): boolean {
  if (decode !== undefined) return decode.value >= USEFUL.text
  if (sound !== undefined) return sound.value >= USEFUL.sound
  if (imageSeconds !== undefined) return imageSeconds.value <= USEFUL.image
  if (isTraining(kind)) return training !== undefined && (run?.seconds.value ?? 0) <= USEFUL.hours * SECONDS_PER_HOUR
  // Of what is not known how fast it goes, nothing can be said against it.
  return true
}

/** Of all models together, the slowest counts. */
export function slowness({ models }: Pick<Judged, 'models'>): number {
  return Math.max(0, ...models.map((model) => 1 / (speedOf(model) ?? Infinity)))
}
