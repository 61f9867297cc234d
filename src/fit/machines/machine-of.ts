import type { KnownMachine, KnownProduct } from '../../knowledge/machines.ts'
import type { Machine } from '../machine.ts'

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
  const { matrix, flops, link, watts } = known
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
    ...(products.length > 0 && { products, isSold: products.some(({ isSold }) => isSold === true) }),
    sources: known.sources,
  }
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
