import { satisfies } from '../../../project/requirement/satisfies.ts'
import type { Reach } from '../../../report/report.ts'
import { wayTo } from '../../reachability/import-paths.ts'
import { isOtherWay } from '../../reachability/outside-containers.ts'
import { type Need, needsOf } from '../../packages/needs.ts'
import { replaceOnMacs } from '../../packages/manifest-edits.ts'
import { keepsOut, newerThatWorks } from '../../packages/newer.ts'
import { newerOfPytorch } from '../../packages/newer-of-pytorch.ts'
import { aboutManifest } from '../../packages/about-manifest.ts'
import { type Edits, fixBy } from '../../finding/fix-by.ts'
import { isLocalBuild, labelOfOthers } from '../../packages/local-build.ts'
import { farthest, reachOfPath } from '../../reachability/reach.ts'
import { librarySubject } from '../../packages/package-version.ts'
import { importWords } from '../../packages/import-words.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { importsOf } from '../../reachability/library-imports.ts'
import { declared, useSite } from '../../observations/sites.ts'
import { fixes, messages, pythonSources, title, whyNewer } from './prose.ts'
import { withoutWheel } from './without-wheel.ts'

/** Bounds on versions that keep out those which work on Metal. */
export const rule = {
  code: 'dependency/pinned-too-old',
  title,
  words: importWords,
  find: (context) => [
    ...needsOf(context).flatMap((need) => draftOf(need, context)),
    ...withoutWheel(context),
    ...pythonDrafts(context),
  ],
} satisfies Rule

function draftOf(need: Need, context: AuditContext): Draft[] {
  const { declaration, library, statement, certainty } = need
  const newer = newerThatWorks(library, statement, context)
  if (!newer || !keepsOut(declaration, newer)) return []
  return [
    {
      effect: statement.installs === false ? 'blocks' : 'ignores-gpu',
      certainty,
      message: messages.library(library, statement, newer),
      subject: librarySubject(library, context),
      sites: [declared(declaration.site)],
      causes: statement.installs === false ? importsOf(context, library).map(useSite) : [],
      sources: [...statement.sources, ...newer.sources],
      fix: fixBy(newerOnMacs(need, context), {
        effort: library.category === 'framework' ? 'hours' : 'minutes',
        summary: fixes.library(library, newer.since),
      }),
      reach: reachOfUse(need, context),
      library: library.name,
      group: library.name,
    },
  ]
}

/** PyTorch and its parts alone: whether a program goes with a later release of another library is for people to say. */
function newerOnMacs({ declaration }: Need, context: AuditContext): Edits {
  const requirement = newerOfPytorch(declaration, context)
  if (requirement === undefined || isLocalBuild(declaration) || labelOfOthers(declaration) !== undefined) return []
  const about = aboutManifest(declaration, context, whyNewer)
  return replaceOnMacs(declaration, requirement, { safety: 'suggested', why: about.why })
}

/** What is installed and comes to use in some functions only, if at all, is beside the main path. */
function reachOfUse({ library, statement, reach }: Need, context: AuditContext): Reach {
  const isNeeded =
    statement.installs === false ||
    library.category === 'framework' ||
    importsOf(context, library).some((observation) => wayTo(context, observation) === 'always')
  return isNeeded ? reach : farthest([reach, 'optional'])
}

/** Versions that some build for Apple silicon may exist of, and some to come: conda had patched ones from 3.8.6 on. */
const BUILT_FOR_MAC: readonly string[] = Array.from({ length: 20 }, (_, minor) => minor + 8)
  .flatMap((minor) => Array.from({ length: 25 }, (_, patch) => `3.${minor}.${patch}`))
  .slice(6)

/** Manifests that say by their name that they are for other machines: `linux-cpu-env.yml`. */
const FOR_OTHERS = /(?:^|[-_.])(?:linux|ubuntu|windows|win(?:32|64)?|cuda|gpu|rocm)(?=[-_.\d])[^/]*$/i

function pythonDrafts(context: AuditContext): Draft[] {
  return context.facts.pythons
    .filter(({ site }) => !FOR_OTHERS.test(site.file.slice(site.file.lastIndexOf('/') + 1)))
    .filter(({ specifier }) => BUILT_FOR_MAC.every((version) => satisfies(version, specifier) === false))
    .map(({ site }) => ({
      effect: 'blocks',
      certainty: 'likely',
      message: messages.python,
      subject: { kind: 'package', name: 'python' },
      sites: [declared(site)],
      sources: pythonSources,
      fix: { kind: 'manual', effort: 'hours', summary: fixes.python },
      reach: farthest([reachOfPath(site.file), isOtherWay(site.file, context) ? 'optional' : 'main']),
      group: 'python',
    }))
}
