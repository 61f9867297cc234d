import type { Certainty, Finding, Reach, Site, Source } from '../../report/report.ts'
import { nearest } from '../reachability/reach.ts'
import type { Draft, Rule } from '../rule.ts'
import { mergedFix } from './merged-fix.ts'
import { commonSubject } from './common-subject.ts'
import { findingFingerprint, siteFingerprint } from './fingerprint.ts'

/**
 * Most sites of one finding, and most causes: all that a project of people has (the most that was met in large ones are some
 * hundreds), and little enough for the report of a file that was made to have more.
 */
const SITE_LIMIT = 10_000

/** Merges a rule's drafts: those of one file with the same group, effect and reach are one finding, the possible apart. */
export function findingsOf(rule: Rule, drafts: readonly Draft[], reachOf: (site: Site) => Reach): Finding[] {
  const groups = new Map<string, Draft[]>()
  for (const draft of drafts) {
    const [site] = draft.sites
    if (!site) continue
    const key = JSON.stringify([
      site.file,
      draft.group ?? [site.line, site.column, draft.message],
      draft.effect,
      draft.reach ?? nearest(draft.sites.map(reachOf)),
    ])
    const group = groups.get(key)
    if (group) group.push(draft)
    else groups.set(key, [draft])
  }
  return [...groups.values()]
    .flatMap(bySureness)
    .flatMap(byFix)
    .map((part) => findingOf(rule, part, reachOf))
}

/** Drafts that become one finding. */
interface Part {
  readonly drafts: readonly Draft[]
  /** Set where others of their group are mended by a program. */
  readonly byHand?: true
}

/** What a program can mend is not left to people because of other lines that it cannot; of a line all of it is mended or nothing. */
function byFix(drafts: readonly Draft[]): readonly Part[] {
  const lines = linesOf(drafts.filter(({ fix }) => fix?.kind !== 'automatic').flatMap(({ sites }) => sites))
  const isMended = ({ fix, sites }: Draft): boolean =>
    fix?.kind === 'automatic' && sites.every((site) => !lines.has(lineKey(site)))
  const mended = drafts.filter(isMended)
  return mended.length === 0 || mended.length === drafts.length
    ? [{ drafts }]
    : [{ drafts: mended }, { drafts: drafts.filter((draft) => !isMended(draft)), byHand: true }]
}

/** What is sure must not lend its certainty to what is only possible elsewhere. */
function bySureness(drafts: readonly Draft[]): readonly (readonly Draft[])[] {
  const sure = drafts.filter(({ certainty }) => certainty !== 'possible')
  const known = linesOf(sure.flatMap(({ sites }) => sites))
  const isApart = ({ certainty, sites }: Draft): boolean =>
    certainty === 'possible' && !sites.every((site) => known.has(lineKey(site)))
  const perhaps = drafts.filter(isApart)
  return perhaps.length === 0 || sure.length === 0 ? [drafts] : [drafts.filter((draft) => !isApart(draft)), perhaps]
}

function findingOf(rule: Rule, { drafts, byHand }: Part, reachOf: (site: Site) => Reach): Finding {
  const [first] = drafts
  if (!first) throw new Error('a finding needs a draft')
  const { effect, message } = first
  const platform: Finding['platform'] = rule.platform ?? 'metal'
  const all = distinctSites(drafts.flatMap((draft) => draft.sites))
  const sites = all.slice(0, SITE_LIMIT)
  const lines = linesOf(sites)
  const causes = distinctSites(drafts.flatMap((draft) => draft.causes ?? []))
    .filter((cause) => !lines.has(lineKey(cause)))
    .slice(0, SITE_LIMIT)
    .map(withoutRole)
  const certainty = certaintyOfAll(drafts)
  const identity = {
    code: rule.code,
    platform,
    effect,
    group: first.group,
    reach: first.reach,
    isPossible: certainty === 'possible',
    byHand,
  }
  return {
    code: rule.code,
    platform,
    ...(first.backend ? { backend: first.backend } : {}),
    ...(first.library === undefined ? {} : { library: first.library }),
    effect,
    certainty,
    reach: first.reach ?? nearest(sites.map(reachOf)),
    message:
      all.length > SITE_LIMIT ? `${message} (The first ${SITE_LIMIT} of ${all.length} places are listed.)` : message,
    subject: commonSubject(
      drafts.map(({ subject }) => subject),
      rule.code,
    ),
    sites: sites.map((site) => ({ ...site, fingerprint: siteFingerprint(identity, site) })),
    causes,
    sources: distinctSources(drafts.flatMap((draft) => draft.sources)),
    ...mergedFix(rule.code, drafts),
    fingerprint: findingFingerprint(identity, sites),
  }
}

/** What a place is to its finding is said of sites; a cause is one that leads there, whatever it is. */
function withoutRole(site: Site): Site {
  const { role: _, ...place } = site
  return place
}

/** As certain as the least certain of its lines; what is only possible is there beside others on lines of theirs alone. */
function certaintyOfAll(drafts: readonly Draft[]): Certainty {
  const certain = linesOf(drafts.flatMap(({ certainty, sites }) => (certainty === 'certain' ? sites : [])))
  const isLess = ({ certainty, sites }: Draft): boolean =>
    certainty === 'likely' && !sites.every((site) => certain.has(lineKey(site)))
  if (drafts.some(isLess)) return 'likely'
  return certain.size > 0 ? 'certain' : (drafts[0]?.certainty ?? 'possible')
}

/** Sorted by path, line and column, each span once. */
function distinctSites<Place extends Site>(sites: readonly Place[]): Place[] {
  const distinct = new Map(sites.map((site) => [`${lineKey(site)}\0${site.column}\0${site.endLine}`, site]))
  return [...distinct.values()].toSorted(bySite)
}

/** The lines that sites begin on. */
function linesOf(sites: readonly Site[]): ReadonlySet<string> {
  return new Set(sites.map(lineKey))
}

function lineKey({ file, line }: Site): string {
  return `${file}\0${line}`
}

function distinctSources(sources: readonly Source[]): Source[] {
  return [...new Map(sources.map((source) => [source.url, source])).values()]
}

/** Order of sites: by path, then line, then column. */
export function bySite(a: Site, b: Site): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1
  return a.line - b.line || a.column - b.column
}

/** Order of findings in a report: by the first site, then by code. */
export function byPlace(a: Finding, b: Finding): number {
  const [first] = a.sites
  const [second] = b.sites
  const sites = first && second ? bySite(first, second) : 0
  if (sites !== 0) return sites
  return a.code < b.code ? -1 : a.code > b.code ? 1 : a.message < b.message ? -1 : 1
}
