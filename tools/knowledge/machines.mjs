/** Reads knowledge/machines/ into the shapes of src/knowledge/machines.ts. */

/** What a chip or card takes from its file unless it has its own. */
const SHARED = ['vendor', 'platform', 'generation', 'unified']

/** The machines of one file: each chip with each number of cores and each memory that it is sold with, and each card. */
export function machinesOf(family) {
  const shared = Object.fromEntries(SHARED.filter((key) => key in family).map((key) => [key, family[key]]))
  const sourcesOf = (entry) => [...(entry.sources ?? []), ...family.sources]
  return [
    ...(family.chips ?? []).flatMap((chip) =>
      variantsOf(chip).map((variant) => ({ ...shared, ...variant, sources: sourcesOf(chip) })),
    ),
    ...(family.cards ?? []).map(({ name, clock: _clock, ...card }) => ({
      ...shared,
      chip: name.replace(/ \d+GB$/, ''),
      ...card,
      sources: sourcesOf(card),
    })),
  ]
}

/** Macs with equal chips, cores and memory are one machine in several shapes; they differ in bandwidth nowhere. */
function variantsOf({ name, bandwidth, watts, flops = {}, sold }) {
  const variants = new Map()
  for (const { mac, year, form, fanless, isSold, cores, memory, ...own } of sold) {
    for (const size of memory) {
      const key = `${cores} ${size}`
      const variant = variants.get(key) ?? {
        chip: name,
        cores,
        memory: size,
        unified: true,
        bandwidth: own.bandwidth ?? bandwidth,
        ...(flops[cores] !== undefined && { flops: flops[cores] }),
        watts,
        form,
        products: [],
      }
      variant.products.push({ name: mac, year, form, ...(fanless && { isFanless: true }), ...(isSold && { isSold }) })
      variants.set(key, variant)
    }
  }
  return [...variants.values()]
}
