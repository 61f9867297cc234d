/** Adds knowledge/prices/ to the machines: what they cost to buy, what an hour of them costs, instances of clouds with them. */

/** @returns the machines, each with its prices */
export function priced(machines, lists) {
  const places = new Map(machines.map((machine) => [machine, { products: new Map(), own: {}, instances: [] }]))
  for (const { day, sources, by, prices = [], hours = [], instances = [] } of lists) {
    for (const price of prices) {
      const { is, place } = placeOf(price, places)
      const cell = { usd: price.usd, day, ...(price.used && { isUsed: true }), source: sources[0] }
      if (price.mac === undefined) place.own.price = cell
      else place.products.set(productOf(is, price), cell)
    }
    for (const hour of hours) {
      placeOf(hour, places).place.own.hour = { usd: hour.usd, day, by: hour.by, source: sources[0] }
    }
    for (const instance of instances) {
      const { place } = placeOf(instance, places)
      place.instances.push({ by, count: instance.count, names: instance.names, source: sources[0] })
    }
  }
  return machines.map((machine) => withPrices(machine, places.get(machine)))
}

function withPrices(machine, { products, own, instances }) {
  return {
    ...machine,
    ...own,
    ...(instances.length > 0 && { instances }),
    ...(products.size > 0 && {
      products: machine.products.map((product) => {
        const price = products.get(product)
        return price === undefined ? product : { ...product, price }
      }),
    }),
  }
}

/** Cores are named where they are sold apart. */
function placeOf({ chip, memory, cores }, places) {
  const [found, ...others] = [...places].filter(
    ([machine]) =>
      machine.chip === chip && machine.memory === memory && (cores === undefined || machine.cores === cores),
  )
  if (found === undefined || others.length > 0) {
    throw new Error(`knowledge/prices: there has to be one machine that is ${chip} with ${memory} GB`)
  }
  return { is: found[0], place: found[1] }
}

function productOf({ products = [] }, { mac, chip, memory }) {
  const newest = products.findLast(({ name }) => name === mac)
  if (newest === undefined) throw new Error(`knowledge/prices: no ${mac} has ${chip} with ${memory} GB`)
  return newest
}
