import type { KnownInstance, KnownMachine, KnownPrice, KnownProduct } from '../../knowledge/machines.ts'
import type { Machine, Price } from '../machine.ts'

/** Vendors write GB and mean GiB. */
const GIB = 2 ** 30
const GIGA = 1e9
const TERA = 1e12

/**
 * A machine with one or several of the GPUs that are known.
 *
 * @param count - how many of them
 * @param products - those of its Macs that are meant; all of them when absent
 */
export function machineOf(
  known: KnownMachine,
  count = 1,
  products: readonly KnownProduct[] = known.products ?? [],
): Machine {
  const { matrix, flops, link, watts, hour } = known
  const rent = hour === undefined ? undefined : priceOf(hour, 'hour')
  // Who has a card in a computer of their own pays no rent for it; those of servers are rented, as a rule.
  const price = purchaseOf(known, products) ?? (known.form === 'server' ? rent : undefined)
  const many = count > 1 ? `${count}x ` : ''
  return {
    id: `${many.replace(' ', '-')}${idOf(known)}`,
    name: `${many}${nameOf(known)}`,
    platform: known.platform,
    generation: known.generation,
    count,
    cores: known.cores,
    memoryBytes: known.memory * GIB,
    unified: known.unified === true,
    bandwidth: known.bandwidth * GIGA,
    ...(matrix !== undefined && { matrixFlops: matrix * TERA }),
    ...(flops !== undefined && { flops: flops * TERA }),
    ...(count > 1 && link !== undefined && { link: link * GIGA }),
    ...(watts !== undefined && { watts }),
    form: products[0]?.form ?? known.form,
    ...(price !== undefined && { price }),
    ...(rent !== undefined && { rent }),
    ...(products.length > 0 && { products, isSold: products.some(({ isSold }) => isSold === true) }),
    sources: known.sources,
  }
}

/** A machine of a cloud, by the name that the cloud has for it: `AWS g5.xlarge (A10G 24 GB)`. */
export function machineOfInstance(known: KnownMachine, { by, count }: KnownInstance, name: string): Machine {
  // What others take for a card or an hour of it says nothing about this cloud.
  const { price: _price, rent: _rent, ...machine } = machineOf(known, count)
  return {
    ...machine,
    id: name.toLowerCase().replaceAll('_', '-'),
    name: `${by} ${name} (${machine.name})`,
    form: 'cloud',
  }
}

/** Of several Macs with the same chip, the cheapest. */
function purchaseOf({ price }: KnownMachine, products: readonly KnownProduct[]): Price | undefined {
  const [least = price] = products
    .flatMap((product) => product.price ?? [])
    .toSorted((one, other) => one.usd - other.usd)
  return least === undefined ? undefined : priceOf(least, 'purchase')
}

function priceOf(known: KnownPrice & { readonly by?: string }, per: Price['per']): Price {
  return { ...known, per }
}

/** `apple-m4-pro-20c-24gb`, `rtx-4090-24gb`. */
function idOf({ vendor, chip, cores, memory }: KnownMachine): string {
  const slug = chip
    .toLowerCase()
    .replace('+', ' plus')
    .replaceAll(/[^a-z0-9]+/g, '-')
  return vendor === 'apple' ? `apple-${slug}-${cores}c-${memory}gb` : `${slug}-${memory}gb`
}

/** `M4 Pro (20-core GPU), 24 GB`, `RTX 4090 24 GB`. */
export function nameOf({ vendor, chip, cores, memory }: KnownMachine): string {
  return vendor === 'apple' ? `${chip} (${cores}-core GPU), ${memory} GB` : `${chip} ${memory} GB`
}
