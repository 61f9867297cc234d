import type { Source } from '../../../report/report.ts'
import { type Need, needsOf } from '../../packages/needs.ts'
import { isPinnedTooOld, newerThatWorks } from '../../packages/newer.ts'
import { remedyFor } from '../../packages/remedy.ts'
import { importWords } from '../../packages/import-words.ts'
import type { AuditContext, Draft, DraftFix, Rule } from '../../rule.ts'
import type { Declaration } from '../../../project/facts.ts'
import type { About } from '../../finding/edit-at.ts'
import { fixBy } from '../../finding/fix-by.ts'
import { leaveOutOnMacs } from '../../finding/leave-out-on-macs.ts'
import { isCudaOfConda } from '../../packages/cuda-requirements.ts'
import { librarySubject } from '../../packages/package-version.ts'
import { declared, useSite } from '../../observations/sites.ts'
import { importsOf } from '../../reachability/library-imports.ts'
import { leaveOut, message, take, title, why, whyLocked } from './prose.ts'

/** Requirements that pip or conda cannot meet on macOS arm64. */
export const rule = {
  code: 'dependency/does-not-install',
  title,
  words: importWords,
  find: (context) =>
    needsOf(context)
      .filter(({ statement }) => statement.installs === false)
      .filter((need) => !isOfCuda(need))
      // Of bounds that keep out what works another rule tells, too.
      .filter((need) => !isPinnedTooOld(need, context))
      .map((need) => draftOf(need, context)),
} satisfies Rule

/** Of CUDA in a conda environment another rule tells. */
function isOfCuda({ declaration, library }: Need): boolean {
  return isCudaOfConda(declaration) || (declaration.ecosystem === 'conda' && library.category === 'system')
}

function draftOf(need: Need, context: AuditContext): Draft {
  const { declaration, library, statement, certainty, reach } = need
  const imports = importsOf(context, library)
  const { fix, sources } = fixOf(need, imports.length > 0, context)
  return {
    effect: 'blocks',
    certainty,
    message: message(library, statement.note),
    subject: librarySubject(library, context),
    sites: [declared(declaration.site)],
    causes: imports.map(useSite),
    sources: [...statement.sources, ...sources],
    ...(fix ? { fix } : {}),
    reach,
    library: library.name,
    group: library.name,
  }
}

/** A lock has to be made again when what it is made from changes, and those who install from it are told so. */
function aboutMarker({ format }: Declaration, { facts }: AuditContext): About {
  const isLocked = format === 'pyproject-toml' && facts.locked.length > 0
  return { safety: isLocked ? 'suggested' : 'safe', why: isLocked ? whyLocked : why }
}

/** What no code of the project imports outright can be left out; else something has to take its place. */
function fixOf(
  { declaration, library, statement }: Need,
  isImported: boolean,
  context: AuditContext,
): { fix?: DraftFix; sources: readonly Source[] } {
  const newer = newerThatWorks(library, statement, context)
  if (newer)
    return { fix: { kind: 'manual', effort: 'minutes', summary: take(library, newer.since) }, sources: newer.sources }
  if (!isImported) {
    const edit = leaveOutOnMacs(declaration, aboutMarker(declaration, context))
    return { fix: fixBy([edit], { effort: 'minutes', summary: leaveOut(declaration) }), sources: [] }
  }
  return remedyFor(library, context) ?? { sources: [] }
}
