import { reportOf, withoutFiles } from '../audit-files.ts'
import { speaksOfMetal } from '../audit/devices/speaks-of-metal.ts'
import { withDefaults } from '../config/options.ts'
import { answersAlike } from '../evaluate/machine/asked.ts'
import { judge } from '../examine.ts'
import { contextOf, relevanceOn } from '../observe.ts'
import { digest } from '../pipeline.ts'
import type { Report } from '../report/report.ts'
import { knowledge } from '../shipped/knowledge.ts'
import { machineOf } from '../target/machine.ts'
import type { MachineName } from '../trace/trace.ts'
import { targetFor } from '../target/target.ts'
import { readingIdentity } from './identity.ts'
import type { LookOptions } from './look-options.ts'
import type { Seen, SeenCode } from './seen.ts'

/** What was seen is judged, whoever left out what. */
const NONE_LEFT = { excluded: 0, idle: [] } as const

/** A report, or why the files have to be read again to have one. */
export type JudgedAgain =
  | { readonly kind: 'judged'; readonly report: Report }
  | { readonly kind: 'stale'; readonly because: StaleBecause }

/**
 * - `reader`: it was read by a build that reads or evaluates otherwise
 * - `words`: rules or knowledge now look for words that were not read for
 * - `machine`: of what the evaluation asked about a machine, something is answered otherwise now, such as whether an import works
 */
export type StaleBecause = 'reader' | 'words' | 'machine'

/**
 * Judges what was seen by what this build knows, without the project's files. The report is the one that `look` would give,
 * to the byte; where it might not be, there is none.
 */
export async function judgeAgain(seen: Seen, options: LookOptions = {}): Promise<JudgedAgain> {
  const settled = withDefaults({ ...options, remarks: false })
  if (seen.reading !== readingIdentity()) return { kind: 'stale', because: 'reader' }
  if (seen.code === undefined) {
    const nothing = withoutFiles(seen.unread, { knowledge }, settled)
    return { kind: 'judged', report: reportOf(seen.project, nothing, NONE_LEFT, knowledge) }
  }
  const { facts, trace, cuda } = seen.code
  const known = { knowledge, target: targetFor(facts, knowledge, settled), asOf: settled.asOf }
  const because = staleIn(seen.code, known)
  if (because !== undefined) return { kind: 'stale', because }
  const context = contextOf(facts, trace, known)
  const hurtsOnCuda = speaksOfMetal(context)
  if (hurtsOnCuda && !cuda) return { kind: 'stale', because: 'machine' }
  const onCuda = hurtsOnCuda && cuda ? () => contextOf(facts, cuda.trace, known) : undefined
  const examined = await judge({ context, onCuda }, new Map(), settled)
  return { kind: 'judged', report: reportOf(seen.project, examined, NONE_LEFT, knowledge) }
}

function staleIn(code: SeenCode, known: Parameters<typeof relevanceOn>[0]): StaleBecause | undefined {
  const { facts, answers, cuda } = code
  if (digest(relevanceOn(known, facts.settings).lens) !== code.lens) return 'words'
  const machine = (name: MachineName) => machineOf(name, facts, known.target, known.knowledge, known.asOf)
  const isSame = answersAlike(machine('mac'), answers) && (!cuda || answersAlike(machine('linux-cuda'), cuda.answers))
  return isSame ? undefined : 'machine'
}
