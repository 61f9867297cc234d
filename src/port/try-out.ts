import { applyEdits } from '../edit/apply.ts'
import type { ChangedFile, Plan } from '../edit/plan.ts'
import type { Edit } from '../report/edit.ts'
import type { MachineProof } from '../report/port.ts'
import { type ChangedLines, changedLines } from './changed-lines.ts'
import { type Fault, newFindings, unanswered, unreadable } from './faults.ts'
import { type Group, groupsBehind, isSafe } from './groups.ts'
import type { PortHost, Seen } from './host.ts'
import { readByPython } from './python-parses.ts'
import type { MachineName } from '../trace/trace.ts'
import type { Behaviour } from './same-behaviour/behaviour.ts'
import { type Compared, compareBehaviour, type Difference, isWatched } from './same-behaviour/compare.ts'

/** Edits that are made in memory, what the project is then, and what speaks against them by the name of the group. */
export interface Tried {
  readonly groups: readonly Group[]
  readonly files: readonly ChangedFile[]
  readonly after: Seen
  /** They must not be made. */
  readonly harmful: ReadonlyMap<string, string>
  /** It is not shown that CUDA and the CPU fare as before; not looked for where something harmful is left out first. */
  readonly doubtful: ReadonlyMap<string, string>
  /** How much of what was seen before on other machines is the same. */
  readonly machines: readonly MachineProof[]
  /** Who has read the changed files and found them well-formed. */
  readonly parsedBy: readonly string[]
}

/** What a project is before the edits of a round. */
export interface Base {
  readonly seen: Seen
  /** Texts of files that are changed so far. */
  readonly texts: ReadonlyMap<string, string>
  /** Files that may be edited, and what the project does on other machines where they are read to their last line. */
  readonly editable: ReadonlySet<string>
  readonly behave: () => readonly Behaviour[]
  /** Whether what is doubtful is left out, too. */
  readonly safe: boolean
}

/** Words for the machines that must not notice a port. */
const MACHINES = { 'linux-cuda': 'with CUDA', 'linux-cpu': 'without a GPU', mac: 'on a Mac' } as const

/**
 * Makes the edits of a plan and looks at what comes of it.
 * @param offered the groups of edits that the plan was made of
 */
export async function tryOut(
  { files, setAside }: Plan,
  offered: readonly Group[],
  { seen: before, texts, editable, behave, safe }: Base,
  host: PortHost,
): Promise<Tried> {
  const left = new Set(setAside.map(({ group }) => group))
  const groups = offered.filter(({ name }) => !left.has(name))
  const after = await host.look(withFiles(texts, files))
  const changed = changedLines(files)
  const python = await readByPython(files, host)
  const faults = [
    ...python.faults,
    ...newFindings(files, before.report, after.report, changed),
    ...unreadable(files, before.report, after.report),
  ]
  const harmful = blamed(groups, faults)
  for (const { name } of unanswered(groups, before.report, after.report, changed))
    if (!harmful.has(name)) harmful.set(name, 'would not answer its finding')
  const tried = { groups, files, after, harmful, parsedBy: ['Acclimate', ...python.by] }
  if (harmful.size > 0 && !safe) return { ...tried, doubtful: new Map(), machines: [] }
  const compared = comparedOn(behave(), after.behave(editable), groups)
  return {
    ...tried,
    doubtful: doubts(groups, changed, compared, before.required.join('\n') === after.required.join('\n')),
    machines: compared.flatMap(({ machine, seen, same }) => (machine === 'mac' ? [] : [{ machine, seen, same }])),
  }
}

/** Texts of changed files, with those of a plan among them. */
export function withFiles(
  texts: ReadonlyMap<string, string>,
  files: readonly ChangedFile[],
): ReadonlyMap<string, string> {
  return new Map([...texts, ...files.map(({ path, before, edits }) => [path, applyEdits(before, edits)] as const)])
}

/** The first reason against each group that is behind a fault. */
function blamed(groups: readonly Group[], faults: readonly Fault[]): Map<string, string> {
  const reasons = new Map<string, string>()
  for (const { lines, reason } of faults)
    for (const { name } of groupsBehind(groups, lines)) if (!reasons.has(name)) reasons.set(name, reason)
  return reasons
}

/** What a machine does before and after. */
interface ComparedOn extends Compared {
  readonly machine: MachineName
  /** Groups that change code of which it is not seen what it does there. */
  readonly unseen: readonly Group[]
}

/** What is done after is let go of once it has been compared: it takes as much room as an audit. */
function comparedOn(
  before: readonly Behaviour[],
  after: Iterable<Behaviour>,
  groups: readonly Group[],
): readonly ComparedOn[] {
  const compared: ComparedOn[] = []
  for (const later of after) {
    const own = before.find(({ machine }) => machine === later.machine)
    if (!own) continue
    const unseen = groups.filter(({ edits }) => edits.some((edit) => isCode(edit) && !isWatched(own, edit)))
    compared.push({ machine: own.machine, unseen, ...compareBehaviour(own, later) })
  }
  return compared
}

/** Safe groups of which it could not be shown. */
function doubts(
  groups: readonly Group[],
  changed: ChangedLines,
  compared: readonly ComparedOn[],
  isSameRequired: boolean,
): ReadonlyMap<string, string> {
  const doubtful = new Map<string, string>()
  const doubt = (group: Group, reason: string) => {
    if (isSafe(group) && !doubtful.has(group.name)) doubtful.set(group.name, reason)
  }
  for (const { machine: name, differences, unseen } of compared) {
    const machine = MACHINES[name]
    for (const difference of differences) {
      const { own, others, at } = behind(groups, difference, changed)
      for (const group of own) doubt(group, `${machine}, ${difference.what}`)
      for (const group of others) doubt(group, `${machine}, at ${at}, ${difference.what}`)
    }
    for (const group of unseen) doubt(group, `${machine}, what the code does there is not seen`)
  }
  for (const group of groups)
    if (group.edits.some((edit) => !isCode(edit)) && (!isSameRequired || !group.edits.some(isManifest)))
      doubt(group, isSameRequired ? 'what reads the file is not seen' : 'what is required on Linux changes')
  return doubtful
}

/** Those at one of the lines that a difference comes from; where nobody edited there, others that may be behind it, and where it is. */
function behind(groups: readonly Group[], { before, after }: Difference, changed: ChangedLines) {
  const lines = [
    ...before.map(({ file, line }) => ({ file, first: line, last: line })),
    ...after.map(({ file, line }) => changed.before(file, line)),
  ]
  const own = lines.flatMap((range) => groupsBehind(groups, range, 'exactly'))
  const [first] = lines
  const others = own.length > 0 || !first ? [] : groupsBehind(groups, first)
  return { own, others, at: first ? `${first.file}:${first.first}` : '' }
}

function isCode({ file }: Edit): boolean {
  return /\.(?:py|ipynb)$/.test(file) && !/(?:^|\/)setup\.py$/.test(file)
}

/** Files of which it is known what they require. */
function isManifest({ file }: Edit): boolean {
  return /\.(?:txt|in|toml|cfg|py)$|(?:^|\/)environment[^/]*\.ya?ml$/.test(file)
}
