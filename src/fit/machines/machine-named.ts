import type { KnownMachine, KnownProduct } from '../../knowledge/machines.ts'
import { memoized } from '../../knowledge/memoized.ts'
import type { Machine } from '../machine.ts'
import type { Understood } from '../understood.ts'
import { type Asked, askedIn, LONGEST_NAME, wordsOf } from './asked.ts'
import { machineOf, machineOfInstance } from './machine-of.ts'
import { apart, assumed, lacking, unknown } from './what-exists.ts'

/**
 * The machine that somebody means.
 *
 * Every word has to be one of the machine's; of the machines that have them all, the one with the fewest words that were
 * left out is meant, so that `RTX 4090` is no `RTX 4090 Laptop`. What is left open is settled by the stated default: the
 * usual variant, all the GPU cores, the smallest memory.
 *
 * @param text - `RTX 4090`, `2x H100 PCIe 80GB`, `M1 Max 32-core GPU 64GB`, `Mac Studio M3 Ultra 512GB`, an id
 */
export function machineNamed(text: string, machines: readonly KnownMachine[]): Understood<Machine> {
  const instance = instanceNamed(text, machines)
  if (instance !== undefined) return { is: instance, notes: [] }
  const found = understand(text, machines)
  // What stands in brackets may be about the rest of the computer: `RTX 4090 (Core i9-10940X, 128 GB)`.
  const outside = text.replace(/\(.*\)/, ' ')
  return found ?? (outside === text ? undefined : understand(outside, machines)) ?? { problem: unknown(text, machines) }
}

/** `g5.xlarge`, `AWS p4d.24xlarge`, `Standard_NC24ads_A100_v4`: names of clouds are whole. */
function instanceNamed(text: string, machines: readonly KnownMachine[]): Machine | undefined {
  const plain = plainName(text.slice(0, LONGEST_NAME).replace(/^\s*(?:(?:aws|ec2|amazon|azure|microsoft)\s+)*/i, ''))
  for (const machine of machines) {
    for (const instance of machine.instances ?? []) {
      const name = instance.names.find((each) => plainName(each) === plain)
      if (name !== undefined) return machineOfInstance(machine, instance, name)
    }
  }
  return undefined
}

function plainName(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[_\s]/g, '-')
    .replace(/^standard-/, '')
}

/** Undefined where it has a number that is of no machine. */
function understand(text: string, machines: readonly KnownMachine[]): Understood<Machine> | undefined {
  const named = askedIn(text)
  const vocabulary = namesIn(machines).words
  const words = named.words.filter((word) => vocabulary.has(word))
  const unknowns = named.words.filter((word) => !vocabulary.has(word))
  const { asked, strange } = withBareNumber(named, unknowns, bestMatches(words, machines))
  // A word that no machine has may be anything, such as the colour; numbers name GPUs.
  if (strange.some((word) => /\d/.test(word))) return undefined
  const matches = bestMatches(words, machines)
  if (words.length === 0 || ((matches[0]?.left ?? 0) > 0 && !saysWhich(words, matches))) return undefined
  if (matches.length === 0) return { problem: apart(words, machines) }
  const fitting = matches.filter(({ machine }) => fits(asked, machine)).toSorted(byUse)
  const [first, ...others] = fitting
  if (first === undefined)
    return {
      problem: lacking(
        asked,
        matches.map(({ machine }) => machine),
        matches.flatMap(({ products }) => products?.map(({ name }) => name) ?? []),
      ),
    }
  const is = machineOf(first.machine, asked.count, first.products)
  return {
    is,
    notes: assumed(
      asked,
      first.machine,
      others.map(({ machine }) => machine),
      strange,
    ),
  }
}

/** A number without a unit, of a machine that is sold so: gigabytes in `M4 Max 64`, else GPU cores in `M4 Max 40`. */
function withBareNumber(
  asked: Asked,
  strange: readonly string[],
  matches: readonly Match[],
): { readonly asked: Asked; readonly strange: readonly string[] } {
  const numbers = strange.filter((word) => /^\d{1,4}$/.test(word))
  const [bare] = numbers
  if (bare === undefined || numbers.length > 1) return { asked, strange }
  const value = Number(bare)
  const left = strange.filter((word) => word !== bare)
  if (asked.memory === undefined && matches.some(({ machine }) => machine.memory === value)) {
    return { asked: { ...asked, memory: value }, strange: left }
  }
  const areCores = matches.some(({ machine }) => machine.vendor === 'apple' && machine.cores === value)
  return asked.cores === undefined && areCores
    ? { asked: { ...asked, cores: value }, strange: left }
    : { asked, strange }
}

/** `RTX laptop` says nothing; `DGX` and `Mac Studio` do. */
function saysWhich(words: readonly string[], matches: readonly Match[]): boolean {
  return (
    words.some((word) => /\d/.test(word)) ||
    matches.some(({ products, machine }) => products !== undefined || machine.aliases !== undefined)
  )
}

interface Match {
  readonly machine: KnownMachine
  /** Those of its Macs that were named. */
  readonly products: readonly KnownProduct[] | undefined
  /** How many words of its name were left out. */
  readonly left: number
}

function bestMatches(words: readonly string[], machines: readonly KnownMachine[]): readonly Match[] {
  const best = closest(words, machines)
  // Max-Q is a laptop's card that draws less: where it is not known apart, it is the laptop's.
  const relaxed = words.map((word) => (word === 'maxq' ? 'laptop' : word))
  return best.length === 0 && words.includes('maxq') ? closest(relaxed, machines) : best
}

function closest(words: readonly string[], machines: readonly KnownMachine[]): readonly Match[] {
  const matches = [...namesIn(machines).of].flatMap(([machine, names]) => {
    const match = matchOf(words, machine, names)
    return match === undefined ? [] : [match]
  })
  const least = Math.min(...matches.map(({ left }) => left))
  return matches.filter(({ left }) => left === least)
}

/** Words of a product are part of no chip's name: they only say which of the Macs is meant. */
function matchOf(words: readonly string[], machine: KnownMachine, { names, products }: Names): Match | undefined {
  const [chip = []] = names
  const named = products.filter((product) => saysAll(words, product, chip))
  const ofProduct = new Set(named.flatMap((product) => product.words))
  const lefts = names.flatMap((own) => {
    const isExplained = words.every((word) => own.includes(word) || ofProduct.has(word) || word === machine.form)
    return isExplained ? [own.filter((word) => !words.includes(word)).length] : []
  })
  if (lefts.length === 0) return undefined
  return { machine, products: named.length > 0 ? named.map(({ is }) => is) : undefined, left: Math.min(...lefts) }
}

function saysAll(words: readonly string[], { is, words: own }: NamedProduct, chip: readonly string[]): boolean {
  if (!own.some((word) => words.includes(word))) return false
  return words.every((word) => own.includes(word) || chip.includes(word) || word === is.form)
}

interface Names {
  /** Words of the chip, then of its other names. */
  readonly names: readonly (readonly string[])[]
  readonly products: readonly NamedProduct[]
}

interface NamedProduct {
  readonly is: KnownProduct
  readonly words: readonly string[]
}

/** The names of a list of machines, and all words that are in them. */
interface KnownNames {
  readonly of: ReadonlyMap<KnownMachine, Names>
  readonly words: ReadonlySet<string>
}

/** Taken apart once: every question is held against all of them. Several machines share most of their names. */
const namesIn = memoized((machines: readonly KnownMachine[]): KnownNames => {
  const taken = new Map<string, readonly string[]>()
  const wordsOnce = (name: string): readonly string[] => {
    const words = taken.get(name) ?? wordsOf(name)
    taken.set(name, words)
    return words
  }
  const of = new Map(
    machines.map((machine): [KnownMachine, Names] => {
      const { chip, aliases = [], products = [] } = machine
      return [
        machine,
        {
          names: [chip, ...aliases].map(wordsOnce),
          products: products.map((is) => ({ is, words: wordsOnce(is.name) })),
        },
      ]
    }),
  )
  return { of, words: new Set([...taken.values()].flat()) }
})

function fits({ memory, cores }: Asked, machine: KnownMachine): boolean {
  const coresFit = cores === undefined || machine.vendor !== 'apple' || cores === machine.cores
  return (memory === undefined || memory === machine.memory) && coresFit
}

/** The usual one, what is sold and newest, all the cores, the smallest memory. */
function byUse(one: Match, other: Match): number {
  return (
    Number(other.machine.usual ?? false) - Number(one.machine.usual ?? false) ||
    yearOf(other) - yearOf(one) ||
    other.machine.cores - one.machine.cores ||
    one.machine.memory - other.machine.memory
  )
}

function yearOf({ products = [] }: Match): number {
  return Math.max(0, ...products.map(({ year }) => year))
}
