import type { Machine } from '../../fit/machine.ts'
import { machineNamed } from '../../fit/machines/machine-named.ts'
import { modelAsked, type ModelAsked } from '../../fit/question.ts'
import type { Understood } from '../../fit/understood.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import type { Needs } from '../../report/needs.ts'

/** What a person names, as what is known of it. */
export interface Wanted {
  readonly needs: Needs
  readonly models: readonly ModelAsked[]
  readonly owned: readonly Machine[]
  /** There is a computer that takes a card. */
  readonly pc?: { /** Of its supply. */ readonly watts?: number }
  readonly compared: readonly Machine[]
}

/** Computers without a name that a card fits into. */
const TAKES_A_CARD = /\b(?:pc|desktop|tower|workstation|computer)\b/i

/** Finds the models and machines that were named; a name that nobody knows is a problem, a computer without one is not. */
export function wantedIn(needs: Needs, knowledge: Pick<Knowledge, 'machines' | 'models'>): Understood<Wanted> {
  const models = (needs.models ?? []).map((name) => modelAsked(name, knowledge))
  const compared = (needs.compare ?? []).map((name) => machineNamed(name, knowledge.machines))
  const owned = (needs.owned ?? []).map((name) => ({ name, found: machineNamed(name, knowledge.machines) }))
  for (const each of [...models, ...compared]) if ('problem' in each) return each
  const pc = owned.find(({ name, found }) => 'problem' in found && TAKES_A_CARD.test(name))
  for (const { name, found } of owned) if ('problem' in found && !isPlain(name)) return found
  const watts = /\b(\d{3,4}) ?w\b/i.exec(pc?.name ?? '')?.[1]
  const wanted: Wanted = {
    needs,
    models: models.flatMap((each) => ('is' in each ? [each.is] : [])),
    owned: owned.flatMap(({ found }) => ('is' in found ? [found.is] : [])),
    compared: compared.flatMap((each) => ('is' in each ? [each.is] : [])),
    ...(pc !== undefined && { pc: watts === undefined ? {} : { watts: Number(watts) } }),
  }
  const notes = [...models, ...owned.map(({ found }) => found)].flatMap((each) => ('notes' in each ? each.notes : []))
  return { is: wanted, notes: [...new Set(notes)] }
}

/** A computer of no name: its GPU says nothing. */
function isPlain(name: string): boolean {
  return TAKES_A_CARD.test(name) || /\b(?:laptop|notebook|none|nothing|phone|chromebook)\b/i.test(name)
}
