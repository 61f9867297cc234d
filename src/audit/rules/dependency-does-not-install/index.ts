import type { Source } from '../../../report/report.ts'
import { type Need, needsOf } from '../../packages/needs.ts'
import { isPinnedTooOld, keepsOut, newerThatWorks } from '../../packages/newer.ts'
import { remedyFor } from '../../packages/remedy.ts'
import { importWords } from '../../packages/import-words.ts'
import type { AuditContext, Draft, DraftFix, Rule } from '../../rule.ts'
import type { ImportSeen } from '../../../trace/observation.ts'
import { fixBy } from '../../finding/fix-by.ts'
import { aboutManifest } from '../../packages/about-manifest.ts'
import { leaveOutOnMacs } from '../../packages/manifest-edits.ts'
import { isCudaOfConda } from '../../packages/cuda-requirements.ts'
import { librarySubject } from '../../packages/package-version.ts'
import { declared, useSite } from '../../observations/sites.ts'
import { wayTo } from '../../reachability/import-paths.ts'
import { importsOf } from '../../reachability/library-imports.ts'
import { leaveOut, message, take, title, whys } from './prose.ts'

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
      .filter((need) => !isPinnedTooOld(need, context) && !isPinnedElsewhere(need, context))
      .map((need) => draftOf(need, context)),
} satisfies Rule

/** Of CUDA in a conda environment another rule tells. */
function isOfCuda({ declaration, library }: Need): boolean {
  return isCudaOfConda(declaration) || (declaration.ecosystem === 'conda' && library.category === 'system')
}

/** Whether a declaration lets by what works, and only another one pins what does not: that one is told. */
function isPinnedElsewhere({ declaration, library, statement }: Need, context: AuditContext): boolean {
  const newer = newerThatWorks(library, statement, context)
  if (!newer || keepsOut(declaration, newer)) return false
  return needsOf(context).some((other) => other.library === library && keepsOut(other.declaration, newer))
}

function draftOf(need: Need, context: AuditContext): Draft {
  const { declaration, library, statement, certainty, reach } = need
  const imports = importsOf(context, library)
  const { fix, sources } = fixOf(need, imports, context)
  return {
    effect: 'blocks',
    certainty,
    message: message(library, statement.note, declaration),
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

/**
 * What no code of the project imports outright can be left out. What is imported where the program goes without it fails there
 * next, which the other findings tell; of anything else something has to take its place.
 */
function fixOf(
  { declaration, library, statement }: Need,
  imports: readonly ImportSeen[],
  context: AuditContext,
): { fix?: DraftFix; sources: readonly Source[] } {
  const newer = newerThatWorks(library, statement, context)
  if (newer)
    return { fix: { kind: 'manual', effort: 'minutes', summary: take(library, newer.since) }, sources: newer.sources }
  const remedy = remedyFor(library, context)
  const isNeeded = imports.some((observation) => wayTo(context, observation) === 'always')
  if (isNeeded && !library.alternatives.some(({ omissible }) => omissible)) return remedy ?? { sources: [] }
  const isImported = imports.length > 0
  const about = aboutManifest(declaration, context, isImported ? whys.imported(library) : whys.unused)
  const edits = leaveOutOnMacs(declaration, isImported ? { ...about, safety: 'suggested' } : about)
  const summary = leaveOut(declaration, about.lock)
  return isImported && remedy
    ? {
        fix: fixBy(edits, { effort: remedy.fix.effort, summary: `${summary} ${remedy.fix.summary}` }),
        sources: remedy.sources,
      }
    : { fix: fixBy(edits, { effort: 'minutes', summary }), sources: [] }
}
