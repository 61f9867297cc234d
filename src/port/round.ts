import { type Plan, planOf } from '../edit/plan.ts'
import type { SetAside } from '../edit/settle.ts'
import { compare } from '../edit/place.ts'
import type { PortChange } from '../report/port.ts'
import { areSame, type Group, groupsOf, isOfCode, isSafe } from './groups.ts'
import type { PortHost, Seen } from './host.ts'
import { type Tried, tryOut } from './try-out.ts'

/** What of the edits is wanted. */
export interface Wishes {
  /** Codes of findings, or areas such as `device`; all where it is empty. */
  readonly only: readonly string[]
  /** Whether only what is shown to leave CUDA and the CPU as they were is to be made. */
  readonly safe: boolean
  /** Asked about each change when all of a round are known. */
  readonly decide?: (change: PortChange) => Promise<boolean>
}

/** A project in the middle of its port. */
export interface State {
  readonly seen: Seen
  /** Texts of the files that are changed so far. */
  readonly texts: ReadonlyMap<string, string>
  /** Groups that were decided against, as they are to be found in these texts. */
  readonly passedOver: readonly Group[]
}

export interface Round {
  /** Undefined where there is nothing to be made. */
  readonly made?: Tried & { readonly changes: readonly PortChange[] }
  /** Groups that were decided against. */
  readonly refused: readonly Refused[]
  /** Those that cannot be made beside the others, and perhaps in the next round. */
  readonly waiting: readonly SetAside[]
}

export interface Refused extends Group {
  /** What follows its name in a sentence. */
  readonly reason: string
}

/** How often a round is tried without the groups that something speaks against; then none is made unless all can be. */
const TRIES = 4

/** Makes the edits that there are in memory, as far as nothing speaks against them. */
export async function nextRound(state: State, number: number, host: PortHost, wishes: Wishes): Promise<Round> {
  const exactText = (path: string) => state.texts.get(path) ?? host.exactText(path)
  const refused: Refused[] = []
  const agreed = new Set<string>()
  let open = wanted(groupsOf(state.seen.report), state, wishes)
  if (open.length === 0) return { refused, waiting: [] }
  const editable = new Set(open.flatMap(({ edits }) => edits.map(({ file }) => file)))
  const behave = () => [...state.seen.behave(editable)]
  // Where nobody is asked and what is doubtful is made, too, no try comes after one in which behaviours are compared.
  const isAskedAgain = wishes.safe || wishes.decide !== undefined
  const base = { ...state, editable, behave: isAskedAgain ? once(behave) : behave, safe: wishes.safe }

  /** A function of its own, so that what was looked at in one try is let go of before the next. */
  async function attempt(plan: Plan, isLast: boolean): Promise<Attempt> {
    const tried = await tryOut(plan, open, base, host)
    const changes = changesOf(tried, number)
    const proven = reasonsAgainst(tried, wishes, isLast)
    const against = proven.size > 0 ? proven : await declined(changes, agreed, wishes)
    return against.size > 0 ? { against } : { against, made: { ...tried, changes } }
  }

  for (let tries = 1; ; tries++) {
    const plan: Plan = planOf(
      open.flatMap(({ edits }) => edits),
      exactText,
    )
    if (plan.files.length === 0) return { refused, waiting: plan.setAside }
    // oxlint-disable-next-line no-await-in-loop -- what is tried next depends on what came of it
    const { against, made } = await attempt(plan, tries >= TRIES)
    if (made) return { made, refused, waiting: plan.setAside }
    for (const group of open) {
      const reason = against.get(group.name)
      if (reason !== undefined) refused.push({ ...group, reason })
    }
    open = open.filter(({ name }) => !against.has(name))
  }
}

/** What comes of a try: what was made, or what speaks against some of the groups. */
interface Attempt {
  readonly against: ReadonlyMap<string, string>
  readonly made?: NonNullable<Round['made']>
}

/** What was asked for once is kept: another try needs it again. */
function once<Result>(make: () => Result): () => Result {
  let made: Result | undefined
  return () => (made ??= make())
}

function wanted(groups: readonly Group[], { passedOver }: State, { only, safe }: Wishes): readonly Group[] {
  return groups.filter(
    (group) =>
      (only.length === 0 || only.some((code) => isOfCode(group.code, code))) &&
      (!safe || isSafe(group)) &&
      !passedOver.some((other) => areSame(group, other)),
  )
}

/** @param isLast whether nothing more will be tried: what cannot be told apart by then is not made either */
function reasonsAgainst(
  { groups, harmful, doubtful }: Tried,
  { safe }: Wishes,
  isLast: boolean,
): ReadonlyMap<string, string> {
  const own = safe ? new Map([...doubtful, ...harmful]) : harmful
  if (own.size === 0 || !isLast) return own
  return new Map(groups.map(({ name }) => [name, own.get(name) ?? 'cannot be told apart from what does harm']))
}

/** Asks about what was not agreed to before. */
async function declined(
  changes: readonly PortChange[],
  agreed: Set<string>,
  { decide }: Wishes,
): Promise<ReadonlyMap<string, string>> {
  const against = new Map<string, string>()
  for (const change of decide ? changes : []) {
    const name = change.edits[0]?.group ?? ''
    // oxlint-disable-next-line no-await-in-loop -- one question after the other
    if (agreed.has(name) || (await decide?.(change)) === true) agreed.add(name)
    else against.set(name, 'is not wanted')
  }
  return against
}

function changesOf({ groups, doubtful }: Tried, round: number): readonly PortChange[] {
  return groups
    .flatMap((group): readonly PortChange[] => {
      const { code, edits, name } = group
      const [first] = edits
      if (!first) return []
      const lowered = doubtful.get(name)
      const safety = isSafe(group) && lowered === undefined ? 'safe' : 'suggested'
      const { file, line, why } = first
      return [{ code, file, line, round, safety, why, ...(lowered !== undefined && { lowered }), edits }]
    })
    .toSorted((a, b) => compare(a.code, b.code) || compare(a.file, b.file) || a.line - b.line)
}
