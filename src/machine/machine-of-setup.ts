import type { Machine } from '../fit/machine.ts'
import { machineNamed } from '../fit/machines/machine-named.ts'
import type { Understood } from '../fit/understood.ts'
import type { KnownMachine } from '../knowledge/machines.ts'
import type { Setup } from './setup.ts'

const GIB = 2 ** 30

/** This machine among those that are known, and what its GPU may use, as far as it says so. */
export interface ThisMachine {
  readonly machine: Machine
  /** Bytes: what the user set, else what Metal recommends; absent where neither was said. */
  readonly budgetBytes?: number
}

/** @returns why it is none that is known, in one sentence */
export function machineOfSetup(setup: Setup, machines: readonly KnownMachine[]): Understood<ThisMachine> {
  const names = namesOf(setup, machines)
  const founds = names.map((name) => machineNamed(name, machines))
  const found = founds.find((each) => 'is' in each) ?? founds.at(-1)
  if (found === undefined) return { problem: 'This machine has neither a GPU of Apple nor one of NVIDIA that answers.' }
  if ('problem' in found) return found
  const budgetBytes = setup.wiredLimitBytes ?? setup.python?.workingSetBytes
  return { is: { machine: found.is, ...(budgetBytes !== undefined && { budgetBytes }) }, notes: found.notes }
}

/** Under which it may be known, the likeliest first. */
function namesOf({ chip, gpuCores, memoryBytes, nvidia }: Setup, machines: readonly KnownMachine[]): readonly string[] {
  const [card, ...others] = nvidia?.cards ?? []
  if (card !== undefined) {
    const same = others.filter(({ name }) => name === card.name).length + 1
    const name = `${same > 1 ? `${same}x ` : ''}${card.name}`
    return [...sizesFor(card.memoryBytes, machines).map((size) => `${name} ${size}GB`), name]
  }
  if (chip?.startsWith('Apple') !== true) return []
  const cores = gpuCores === undefined ? '' : ` ${gpuCores}-core GPU`
  return [`${chip}${cores}${memoryBytes === undefined ? '' : ` ${Math.round(memoryBytes / GIB)}GB`}`]
}

/** A card shows less than it is sold with, by what it keeps for itself and for finding errors: an eighth at most. */
const SHOWN = 7 / 8

function sizesFor(bytes: number, machines: readonly KnownMachine[]): readonly number[] {
  const sizes = new Set(machines.filter(({ vendor }) => vendor === 'nvidia').map(({ memory }) => memory))
  return [...sizes]
    .filter((size) => bytes / GIB <= size + 0.5 && bytes / GIB >= SHOWN * size)
    .toSorted((one, other) => one - other)
}
