/** What is said of a machine's name that leaves something open, or that no machine has. */
import type { KnownMachine } from '../../knowledge/machines.ts'
import { nearestOf } from '../../lookup/nearest.ts'
import { type Asked, LONGEST_NAME, wordsOf } from './asked.ts'

/** How many names are offered for one that is not known. */
const MOST_SUGGESTIONS = 3

/** A name of which no machine has the words. */
export function unknown(text: string, machines: readonly KnownMachine[]): string {
  const name = text.trim().slice(0, LONGEST_NAME)
  const plain = wordsOf(name).join(' ')
  const names = new Map(
    machines
      .flatMap((machine) => [machine.chip, ...(machine.aliases ?? [])])
      .map((chip) => [wordsOf(chip).join(' '), chip]),
  )
  const meant = nearestOf(plain, [...names.keys()], MOST_SUGGESTIONS).flatMap((key) => names.get(key) ?? [])
  const hint = meant.length > 0 ? `did you mean ${either(meant)}?` : 'acclimate fit --machines lists those that are.'
  return `${name === '' ? 'The empty name' : `"${name}"`} is no machine that is known; ${hint}`
}

/** Words that are known and belong to no one machine: a Mac that never had the chip. */
export function apart(words: readonly string[], machines: readonly KnownMachine[]): string {
  const ofChip = machines.filter(({ chip }) => wordsOf(chip).every((word) => words.includes(word)))
  const most = Math.max(0, ...ofChip.map(({ chip }) => wordsOf(chip).length))
  const chips = ofChip.filter(({ chip }) => wordsOf(chip).length === most)
  const asked = words.join(' ')
  if (chips[0] === undefined) return `No machine that is known has all of "${asked}" in its name.`
  const products = unique(chips.flatMap((machine) => (machine.products ?? []).map(({ name }) => name)))
  if (products.length > 0) return `There is no such Mac ("${asked}"): the ${chips[0].chip} is in ${all(products)}.`
  const similar = unique(machines.filter(({ chip }) => shares(chip, chips[0]?.chip ?? '')).map(({ chip }) => chip))
  return `There is no such card ("${asked}"): there are ${all(similar)}.`
}

/**
 * The chip is known, and not with this memory or these cores.
 *
 * @param products - the Macs that were named; none where any is meant
 */
export function lacking({ memory, cores }: Asked, known: readonly KnownMachine[], products: readonly string[]): string {
  const chip = [...products.slice(0, 1), known[0]?.chip ?? ''].join(' with ')
  const withCores = cores === undefined ? known : known.filter((machine) => machine.cores === cores)
  if (cores !== undefined && withCores.length === 0) {
    return `There is no ${chip} with ${cores} GPU cores: it has ${either(numbers(known.map((machine) => machine.cores)))}.`
  }
  const sizes = either(numbers(withCores.map((machine) => machine.memory)))
  const elsewhere = numbers(known.filter((machine) => machine.memory === memory).map((machine) => machine.cores))
  const other = elsewhere.length > 0 ? `; ${memory} GB come with ${either(elsewhere)} GPU cores` : ''
  const which = cores === undefined ? chip : `${chip} with ${cores} GPU cores`
  return `There is no ${which} ${cores === undefined ? 'with' : 'and'} ${memory} GB: it has ${sizes} GB${other}.`
}

/** What was taken where the name left it open. */
export function assumed(
  asked: Asked,
  taken: KnownMachine,
  others: readonly KnownMachine[],
  strange: readonly string[],
): readonly string[] {
  const notes: string[] = []
  if (strange.length > 0) notes.push(`Not understood and left out: ${strange.join(' ')}.`)
  const chips = unique(others.map(({ chip }) => chip)).filter((chip) => chip !== taken.chip)
  if (chips.length > 0) notes.push(`Taken as ${taken.chip}; ${all(chips)} would be another.`)
  const same = others.filter(({ chip }) => chip === taken.chip)
  const cores = numbers(same.map((machine) => machine.cores)).filter((count) => count !== String(taken.cores))
  if (cores.length > 0 && taken.vendor === 'apple') {
    notes.push(`Taken with ${taken.cores} GPU cores; ${taken.chip} is also sold with ${either(cores)}.`)
  }
  const sizes = numbers(same.map((machine) => machine.memory)).filter((size) => size !== String(taken.memory))
  if (asked.memory === undefined && sizes.length > 0) {
    notes.push(`Taken with ${taken.memory} GB; ${taken.chip} is also sold with ${either(sizes)} GB.`)
  }
  return notes
}

function shares(chip: string, other: string): boolean {
  return figures(other).some((word) => figures(chip).includes(word))
}

function figures(chip: string): readonly string[] {
  return wordsOf(chip).filter((word) => /\d/.test(word))
}

function numbers(values: readonly number[]): readonly string[] {
  return unique(values)
    .toSorted((one, other) => one - other)
    .map(String)
}

function unique<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values)]
}

function either(names: readonly string[]): string {
  return listed(names, 'or')
}

function all(names: readonly string[]): string {
  return listed(names, 'and')
}

function listed(names: readonly string[], word: string): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1)}`
}
