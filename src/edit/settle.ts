import type { Edit } from '../report/edit.ts'
import { groupedBy } from './grouped.ts'
import { byChange, byPlace, compare, isSame, textKey } from './place.ts'

/** Edits that can be made together, and the groups that give way to others. */
export interface Settled {
  readonly taken: readonly Edit[]
  readonly setAside: readonly SetAside[]
}

/** A group of edits that is not made, and why: the reason is what follows the group's name in a sentence. */
export interface SetAside {
  readonly group: string
  readonly edits: readonly Edit[]
  readonly reason: string
}

/** Edits that are made together or not at all, in the order of their places, and how they stand against others. */
interface Group {
  readonly name: string
  readonly edits: readonly Edit[]
  readonly safe: boolean
  /** Code units that its edits take away. */
  readonly covers: number
}

/** What is taken so far of one text, in the order of the places. */
type Taken = { readonly edit: Edit; readonly group: Group }[]

/**
 * Chooses among edits that overlap. Of two groups the safe one is taken, then the one that covers less, then the one that
 * comes first in the text: in which order they are given does not matter. An edit that several groups have is made once.
 */
export function settle(edits: readonly Edit[]): Settled {
  const byText = new Map<string, Taken>()
  const taken: Edit[] = []
  const setAside: SetAside[] = []
  for (const group of groupsOf(edits).toSorted(byRank)) {
    const reason = contradictsItself(group) ? 'overlaps with itself' : rivalOf(group, byText)
    if (reason !== undefined) setAside.push({ group: group.name, edits: group.edits, reason })
    else for (const edit of group.edits) if (add(edit, group, byText)) taken.push(edit)
  }
  return { taken: taken.toSorted(byPlace), setAside }
}

function groupsOf(edits: readonly Edit[]): readonly Group[] {
  return [...groupedBy(edits, ({ group }) => group)].map(([name, all]) => {
    const sorted = all.toSorted(byPlace)
    const own = sorted.filter((edit, index) => !isSame(edit, sorted[index - 1]))
    return {
      name,
      edits: own,
      safe: all.every(({ safety }) => safety === 'safe'),
      covers: own.reduce((sum, { start, end }) => sum + end - start, 0),
    }
  })
}

function byRank(a: Group, b: Group): number {
  const [first] = a.edits
  const [second] = b.edits
  const place = first && second ? byPlace(first, second) : 0
  return Number(b.safe) - Number(a.safe) || a.covers - b.covers || place || compare(a.name, b.name)
}

function contradictsItself({ edits }: Group): boolean {
  return edits.some((edit, index) => {
    const before = edits[index - 1]
    if (!before || textKey(before) !== textKey(edit)) return false
    return edit.start < before.end || (edit.start === before.start && edit.end === before.end)
  })
}

/** Why a group cannot be made beside those that are taken; undefined where it can. */
function rivalOf(group: Group, byText: ReadonlyMap<string, Taken>): string | undefined {
  for (const edit of group.edits) {
    const others = byText.get(textKey(edit)) ?? []
    // Those before reach no further than the last of them.
    for (let index = Math.max(0, placeIn(others, edit) - 1); index < others.length; index++) {
      const other = others[index]
      if (!other || other.edit.start > edit.end) break
      if (!isSame(other.edit, edit) && collide(other.edit, edit)) return reasonFor(group, other.group)
    }
  }
  return undefined
}

function reasonFor(group: Group, winner: Group): string {
  const merit = winner.safe === group.safe ? (winner.covers < group.covers ? 'covers less' : 'comes first') : 'is safer'
  return `overlaps with ${winner.name}, which ${merit}`
}

/** Adds an edit to those of its text; false where it is there already. */
function add(edit: Edit, group: Group, byText: Map<string, Taken>): boolean {
  const others = byText.get(textKey(edit)) ?? []
  byText.set(textKey(edit), others)
  const index = placeIn(others, edit)
  if (isSame(edit, others[index]?.edit)) return false
  others.splice(index, 0, { edit, group })
  return true
}

/** The index at which an edit stands among those taken, or would stand. */
function placeIn(others: Taken, edit: Edit): number {
  let low = 0
  let high = others.length
  while (low < high) {
    const middle = (low + high) >> 1
    const other = others[middle]
    if (other && byChange(other.edit, edit) < 0) low = middle + 1
    else high = middle
  }
  return low
}

/** Whether two edits of a text want the same place. Nothing is put beside what another inserts: who comes first is open. */
function collide(a: Edit, b: Edit): boolean {
  if (a.start < b.end && b.start < a.end) return true
  return (a.start === a.end || b.start === b.end) && a.start <= b.end && b.start <= a.end
}
