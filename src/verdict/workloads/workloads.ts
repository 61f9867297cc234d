import { bySite } from '../../audit/finding/finding.ts'
import { reachInProject } from '../../audit/reachability/reach-in-project.ts'
import type { AuditContext } from '../../audit/rule.ts'
import type { Certainty, Site, Workload } from '../../report/report.ts'
import type { SignSeen } from './signs-seen.ts'

/** Most places shown for a kind of work: enough to see what speaks for it. */
const SITE_LIMIT = 5

/** What the project does, as its signs show: with the places of the main path first. */
export function workloadsOf(signs: readonly SignSeen[], context: AuditContext): readonly Workload[] {
  const reachOf = reachInProject(context)
  const isMain = ({ file }: Site): boolean => reachOf(file) === 'main'
  const groups = new Map<string, SignSeen[]>()
  for (const sign of signs) {
    const key = `${sign.kind} ${sign.technique ?? ''}`
    const group = groups.get(key)
    if (group) group.push(sign)
    else groups.set(key, [sign])
  }
  const all = [...groups.values()].flatMap((group) => workload(group, isMain))
  const withTechnique = new Set(all.flatMap(({ kind, technique }) => (technique === undefined ? [] : kind)))
  // That a kind is there at all is said by its techniques, where they are known.
  return all.filter(({ kind, technique }) => technique !== undefined || !withTechnique.has(kind))
}

function workload(signs: readonly SignSeen[], isMain: (site: Site) => boolean): Workload[] {
  const [first] = signs
  if (!first) return []
  const sites = distinct(signs.map(({ site }) => site))
  const main = sites.filter(isMain)
  const done = distinct(signs.filter((sign) => sign.done).map(({ site }) => site)).filter(isMain)
  const certainty: Certainty = done.length > 1 ? 'certain' : main.length > 0 ? 'likely' : 'possible'
  return [
    {
      kind: first.kind,
      ...(first.technique === undefined ? {} : { technique: first.technique }),
      certainty,
      sites: (main.length > 0 ? main : sites).toSorted(bySite).slice(0, SITE_LIMIT),
    },
  ]
}

function distinct(sites: readonly Site[]): readonly Site[] {
  return [...new Map(sites.map((site) => [`${site.file}:${site.line}:${site.column}`, site])).values()]
}
