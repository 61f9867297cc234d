import { satisfies } from '../../project/requirement/satisfies.ts'
import { type Need, needsOf } from '../needs.ts'
import { keepsOut, newerThatWorks } from '../newer.ts'
import { reachOfPath } from '../reach.ts'
import type { AuditContext, Draft, Rule } from '../rule.ts'
import { fixes, messages, pythonSources, title } from './prose.ts'

/** Bounds on versions that keep out those which work on Metal. */
export const rule = {
  code: 'dependency/pinned-too-old',
  title,
  find: (context) => [...needsOf(context).flatMap((need) => draftOf(need, context)), ...pythonDrafts(context)],
} satisfies Rule

function draftOf({ declaration, library, statement, certainty, reach }: Need, context: AuditContext): Draft[] {
  const newer = newerThatWorks(library, statement, context)
  if (!newer || !keepsOut(declaration, newer)) return []
  return [
    {
      effect: statement.installs === false ? 'blocks' : 'ignores-gpu',
      certainty,
      message: messages.library(library, statement, newer.since),
      sites: [declaration.site],
      sources: [...statement.sources, ...newer.sources],
      fix: { kind: 'manual', effort: library.category === 'framework' ? 'hours' : 'minutes', summary: fixes.library(library, newer.since) },
      reach,
      group: library.name,
    },
  ]
}

/** Every version that some build for Apple silicon exists of, and some to come. */
const BUILT_FOR_MAC: readonly string[] = Array.from({ length: 20 }, (_, minor) => minor + 8).flatMap((minor) =>
  Array.from({ length: 25 }, (_, patch) => `3.${minor}.${patch}`),
)

function pythonDrafts({ facts }: AuditContext): Draft[] {
  return facts.pythons
    .filter(({ specifier }) => BUILT_FOR_MAC.every((version) => satisfies(version, specifier) === false))
    .map(({ site }) => ({
      effect: 'blocks',
      certainty: 'likely',
      message: messages.python,
      sites: [site],
      sources: pythonSources,
      fix: { kind: 'manual', effort: 'hours', summary: fixes.python },
      reach: reachOfPath(site.file),
      group: 'python',
    }))
}
