import { isTraining } from './asked-of.ts'
import type { Machine } from '../../fit/machine.ts'
import type { AdviceOption } from '../../report/advice.ts'
import type { Choice } from '../../report/report.ts'
import type { Evidence } from '../evidence.ts'
import { impossibleOn } from './impossible.ts'
import type { Judged } from './judged.ts'
import { optionOf } from './option-of.ts'
import type { Picked } from './pick.ts'
import type { Wanted } from './wanted.ts'

/** Options that are shown besides what is compared: more is a catalogue, and no advice. */
const MOST = 3

/** Two or three options, those of the choice first; then the machines that were to be compared. */
export function optionsFor(
  { mac, card, rent, nearMac, nearCard, owned, compared }: Picked,
  wanted: Wanted,
  evidence: Evidence,
  choice: Choice,
): readonly AdviceOption[] {
  const { needs } = wanted
  const ownMac = owned.find(({ machine }) => machine.platform === 'metal')
  const trains = rent?.models.some(({ kind }) => isTraining(kind)) === true
  const asRented = rent !== undefined && (trains || card === undefined || needs.machines?.includes('cloud') === true)
  const isMixed = asRented && trains && ownMac !== undefined
  const tell = (one: Judged, beside?: Machine): AdviceOption =>
    optionOf(
      one,
      needs,
      impossibleOn({ ...one, isRented: one.kind === 'rent' || one.kind === 'mixed' }, needs, evidence),
      beside,
    )
  const rented = asRented
    ? [tell(isMixed ? { ...rent, kind: 'mixed' } : rent, isMixed ? ownMac.machine : undefined)]
    : []
  const first = [mac, card].filter((one) => one !== undefined).map((one) => tell(one))
  const ofChoice = first.toSorted((one, other) => rank(one, choice) - rank(other, choice))
  const isCuda = choice === 'cuda'
  const main = isCuda && card === undefined ? [...rented, ...ofChoice] : [...ofChoice, ...rented]
  const near = [nearCard, nearMac].filter((one) => one !== undefined)
  // What is there is what a person asks about, after what is best.
  const all = unique([...main.slice(0, 1), ...owned.map((one) => tell(one)), ...main, ...near.map((one) => tell(one))])
  return unique([...all.slice(0, MOST), ...compared.map((one) => tell(one))])
}

function rank({ machine }: AdviceOption, choice: Choice): number {
  return choice !== 'undecided' && choice !== 'both' && machine?.platform !== choice ? 1 : 0
}

function unique(options: readonly AdviceOption[]): readonly AdviceOption[] {
  const seen = new Map<string, AdviceOption>()
  for (const option of options) {
    const key = `${option.machine?.id ?? option.name} ${option.kind === 'rent' || option.kind === 'mixed' ? 'rented' : ''}`
    if (!seen.has(key)) seen.set(key, option)
  }
  return [...seen.values()]
}
