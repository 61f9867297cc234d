import { readFamilies } from '../read.mjs'
import { isDay } from '../statements.mjs'
import { unknownKeys } from '../unknown-keys.mjs'

const LIST_KEYS = new Set('day sources by prices hours instances'.split(' '))
const PRICE_KEYS = new Set('chip memory cores mac usd used'.split(' '))
const HOUR_KEYS = new Set('chip memory usd by'.split(' '))
const INSTANCE_KEYS = new Set('chip memory count names'.split(' '))

/** US dollars: less is a slip of the keyboard, and so is more. */
const PURCHASE = [50, 60_000]
const HOUR = [0.05, 20]

/** Prices of computers that could not be: without a day, of another order, less for more memory, one name twice. */
export function* check({ folder }) {
  const names = new Map()
  for (const { file, family } of readFamilies(folder, 'prices')) {
    const { day, prices = [], hours = [], instances = [] } = family
    yield* unknownKeys(file, family, LIST_KEYS)
    if (prices.length + hours.length > 0 && !isDay(day)) yield { where: file, what: `${day} is no day` }
    for (const price of prices) {
      yield* ofPrice(`${file} ${price.chip}`, price, PRICE_KEYS, PURCHASE)
      const less = prices.find((other) => isSmaller(other, price) && other.usd >= price.usd)
      if (less !== undefined)
        yield { where: `${file} ${price.chip}`, what: `${price.memory} GB cost less than ${less.memory} GB` }
    }
    for (const hour of hours) yield* ofPrice(`${file} ${hour.chip}`, hour, HOUR_KEYS, HOUR)
    for (const instance of instances) {
      const where = `${file} ${instance.names[0]}`
      yield* unknownKeys(where, instance, INSTANCE_KEYS)
      if (!(instance.count >= 1 && instance.count <= 16)) yield { where, what: `has ${instance.count} GPUs` }
      for (const name of instance.names) {
        if (names.has(name)) yield { where, what: `${name} is in ${names.get(name)} too` }
        names.set(name, file)
      }
    }
  }
}

function* ofPrice(where, cell, keys, [least, most]) {
  yield* unknownKeys(where, cell, keys)
  if (!(cell.usd >= least && cell.usd <= most)) yield { where, what: `${cell.usd} dollars` }
}

/** The same Mac with the same chip and cores, and less memory. */
function isSmaller(one, other) {
  return ['chip', 'cores', 'mac'].every((key) => one[key] === other[key]) && one.memory < other.memory
}
