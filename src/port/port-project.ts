import { movedBy } from './groups.ts'
import type { PortHost, Seen } from './host.ts'
import { nextRound, type Refused, type Round, type State, type Wishes } from './round.ts'
import { withFiles } from './try-out.ts'

/** What the edits of a project come to, when everything that only becomes possible then has been made as well. */
export interface Ported {
  readonly before: Seen
  readonly after: Seen
  readonly rounds: readonly NonNullable<Round['made']>[]
  readonly refused: readonly Refused[]
  readonly waiting: Round['waiting']
  /** Texts of the files that change, with their byte order marks. */
  readonly texts: ReadonlyMap<string, string>
}

/** How often what became possible is made: edits of edits end after two; more would be a circle. */
const ROUNDS_LIMIT = 5

/** Makes the edits of a project in memory, round by round, until there are none left that are wanted and do no harm. */
export async function portProject(host: PortHost, wishes: Wishes, progress: (what: string) => void): Promise<Ported> {
  const before = await host.look(new Map())
  let state: State = { seen: before, texts: new Map(), passedOver: [] }
  const rounds: NonNullable<Round['made']>[] = []
  const refused: Refused[] = []
  let waiting: Round['waiting'] = []
  while (rounds.length < ROUNDS_LIMIT) {
    progress('making the edits in memory')
    // oxlint-disable-next-line no-await-in-loop -- each round begins where the one before ended
    const round = await nextRound(state, rounds.length + 1, host, wishes)
    refused.push(...round.refused)
    ;({ waiting } = round)
    const { made } = round
    if (!made) break
    rounds.push(made)
    const edits = made.groups.flatMap((group) => group.edits)
    state = {
      seen: made.after,
      texts: withFiles(state.texts, made.files),
      passedOver: [...state.passedOver, ...round.refused].map((group) => movedBy(group, edits)),
    }
  }
  return { before, after: state.seen, rounds, refused, waiting, texts: state.texts }
}
