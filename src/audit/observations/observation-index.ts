/**
 * Observations by kind and by name, gone over once for each trace: of tens of thousands a rule asks for the few that concern
 * it.
 */
import type { CallSeen, Observation } from '../../trace/observation.ts'
import type { Trace } from '../../trace/trace.ts'
import { options } from '../../trace/value.ts'

export interface ObservationIndex {
  /** In the order in which they were seen. */
  readonly byKind: { readonly [K in Kind]: readonly OfKind<K>[] }
  /** For each kind, where those of a name stand in its list. */
  readonly named: ReadonlyMap<string, Positions>
  /** Calls by the keywords that they are given. */
  readonly given: Positions
  /** Calls of methods by what made their object: `start.record()` by `torch.cuda.Event`. */
  readonly on: Positions
}

export type Kind = Observation['kind']

export type OfKind<K extends Kind> = Extract<Observation, { kind: K }>

/** Positions in a list, ascending, by name. */
export type Positions = ReadonlyMap<string, readonly number[]>

export function indexOf({ observations }: Trace): ObservationIndex {
  const byKind: { readonly [K in Kind]: OfKind<K>[] } = {
    call: [],
    attribute: [],
    decision: [],
    comparison: [],
    default: [],
    option: [],
    offer: [],
    fallback: [],
    import: [],
    'project-import': [],
    assignment: [],
    product: [],
    meeting: [],
    division: [],
    none: [],
    item: [],
    trial: [],
  }
  for (const observation of observations) push(byKind, observation.kind, observation)
  return {
    byKind,
    named: new Map(Object.entries(byKind).map(([kind, list]) => [kind, positionsBy<Observation>(list, namesOf)])),
    given: positionsBy(byKind.call, ({ keywords }) => keywords.keys()),
    on: positionsBy(byKind.call, makersOf),
  }
}

/** Each observation goes to the list of its kind; the two are the same type parameter, which TypeScript cannot see. */
function push<K extends Kind>(byKind: { [Key in K]: unknown[] }, kind: K, observation: Observation): void {
  byKind[kind].push(observation)
}

function positionsBy<Seen>(list: readonly Seen[], keysOf: (seen: Seen) => Iterable<string>): Positions {
  const positions = new Map<string, number[]>()
  for (const [position, seen] of list.entries()) {
    for (const key of keysOf(seen)) {
      const own = positions.get(key)
      if (own) own.push(position)
      else positions.set(key, [position])
    }
  }
  return positions
}

/** The name by which an observation is asked for, if it has one. */
function namesOf(observation: Observation): readonly string[] {
  switch (observation.kind) {
    case 'call':
    case 'attribute':
    case 'default':
    case 'option':
    case 'offer':
    case 'fallback':
    case 'none':
    case 'trial':
      return [observation.name]
    case 'import':
      return [observation.top]
    case 'assignment':
      return [observation.target]
    case 'decision':
    case 'comparison':
    case 'project-import':
    case 'product':
    case 'meeting':
    case 'division':
    case 'item':
      return []
  }
}

/** What may have made the object whose method is called, each once. */
function makersOf({ name, receiver }: CallSeen): Iterable<string> {
  if (!receiver || !name.startsWith('.')) return []
  return new Set(options(receiver).flatMap((option) => (option.kind === 'instance' ? option.of : [])))
}
