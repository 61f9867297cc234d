import { readFamilies } from '../read.mjs'
import { unknownKeys } from '../unknown-keys.mjs'

const FAMILY_KEYS = new Set('vendor platform generation unified sources chips cards'.split(' '))
const CHIP_KEYS = new Set('name bandwidth watts flops sources sold'.split(' '))
const SOLD_KEYS = new Set('mac year form fanless isSold cores memory bandwidth'.split(' '))
const CARD_KEYS = new Set(
  'name aliases memory cores bandwidth matrix flops clock watts link form usual unified sources'.split(' '),
)
const PLATFORMS = { apple: 'metal', nvidia: 'cuda', amd: 'other', intel: 'other' }
const FORMS = new Set(['laptop', 'desktop', 'server'])

/** Memory is made of chips of a few sizes. */
const MEMORY_OF_MACS = new Set([8, 16, 18, 24, 32, 36, 48, 64, 96, 128, 192, 256, 512])

/** FP32 operations that a multiprocessor starts in a clock, two for each lane; those of data centres have half of them. */
const LANES = {
  kepler: 192,
  maxwell: 128,
  pascal: 128,
  volta: 64,
  turing: 64,
  ampere: 128,
  ada: 128,
  hopper: 128,
  blackwell: 128,
}

/** Operations of its matrix units in a clock, dense, accumulated in fp32: half of them where the maker holds it back. */
const MATRIX = {
  volta: [1024],
  turing: [512, 1024],
  ampere: [512, 1024, 2048],
  ada: [512, 1024],
  hopper: [4096],
  blackwell: [512, 1024, 8192],
}

/** Clocks are rounded, and matrix units of servers run at another one than what is stated. */
const ROUNDING = 0.04
const OTHER_CLOCK = 0.2

/** Bandwidth and arithmetic of one generation go together within this factor, whatever the size of the card. */
const SPREAD = 4

/** Cells that cannot be: what does not follow from cores and clock, a memory that nobody solders, one card in two rows. */
export function* check({ folder }) {
  const seen = new Map()
  for (const { file, family } of readFamilies(folder, 'machines')) {
    yield* unknownKeys(file, family, FAMILY_KEYS)
    if (PLATFORMS[family.vendor] !== family.platform)
      yield { where: file, what: `${family.vendor} on ${family.platform}` }
    for (const chip of family.chips ?? []) yield* ofChip(`${file} ${chip.name}`, chip)
    for (const card of family.cards ?? []) {
      const where = `${file} ${card.name}`
      yield* ofCard(where, card, family)
      const key = `${card.name.replace(/ \d+GB$/, '')} ${card.memory}`
      if (seen.has(key)) yield { where, what: `is in ${seen.get(key)} too` }
      seen.set(key, file)
    }
    yield* outliers(file, family)
  }
}

function* ofChip(where, chip) {
  yield* unknownKeys(where, chip, CHIP_KEYS)
  const rates = Object.entries(chip.flops ?? {})
  const perCore = rates.map(([cores, flops]) => flops / Number(cores))
  if (perCore.some((rate) => rate < 0.25 || rate > 1.5)) yield { where, what: `${rates} TFLOP/s for so many cores` }
  for (const variant of chip.sold) {
    yield* unknownKeys(where, variant, SOLD_KEYS)
    for (const size of variant.memory) {
      if (!MEMORY_OF_MACS.has(size)) yield { where, what: `${variant.mac} has ${size} GB, which no Mac has` }
    }
    if (!FORMS.has(variant.form)) yield { where, what: `form is none of the known: ${variant.form}` }
    if (!(variant.year >= 2020 && variant.year <= 2030))
      yield { where, what: `${variant.mac} of the year ${variant.year}` }
    if (variant.bandwidth > chip.bandwidth)
      yield { where, what: `has less bandwidth than its variant: ${variant.bandwidth}` }
  }
}

function* ofCard(where, card, { vendor, generation }) {
  yield* unknownKeys(where, card, CARD_KEYS)
  if (!FORMS.has(card.form)) yield { where, what: `form is none of the known: ${card.form}` }
  const named = / (\d+)GB$/.exec(card.name)?.[1]
  if (named !== undefined && Number(named) !== card.memory) yield { where, what: `has ${card.memory} GB` }
  if (vendor !== 'nvidia') return
  const { cores, clock, flops, matrix } = card
  const halves = [LANES[generation], LANES[generation] / 2].map((lanes) => (cores * lanes * 2 * clock) / 1e6)
  if (!halves.some((whole) => isNear(flops, whole, ROUNDING))) {
    yield { where, what: `${flops} TFLOP/s do not follow from ${cores} multiprocessors at ${clock} MHz: ${halves}` }
  }
  const wholes = (MATRIX[generation] ?? []).map((rate) => (cores * rate * clock) / 1e6)
  if (matrix !== undefined && !wholes.some((whole) => isNear(matrix, whole, OTHER_CLOCK))) {
    yield {
      where,
      what: `${matrix} TFLOP/s of matrices do not follow from ${cores} multiprocessors at ${clock} MHz: ${wholes}`,
    }
  }
}

function* outliers(file, { cards = [] }) {
  const ratios = cards.map((card) => card.bandwidth / card.flops).toSorted((one, other) => one - other)
  const middle = ratios[Math.floor(ratios.length / 2)]
  for (const { name, bandwidth, flops, form, unified } of cards) {
    const share = bandwidth / flops / middle
    // High-bandwidth memory is another world, and so is memory shared with a processor.
    const isUsual = form !== 'server' && unified !== true
    if (isUsual && (share > SPREAD || share < 1 / SPREAD)) {
      yield {
        where: `${file} ${name}`,
        what: `${bandwidth} GB/s for ${flops} TFLOP/s is ${share.toFixed(1)} times the usual`,
      }
    }
  }
}

function isNear(value, whole, share) {
  return Math.abs(value - whole) <= share * whole
}
