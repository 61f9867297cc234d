import { reachInProject } from '../audit/reachability/reach-in-project.ts'
import type { AuditContext } from '../audit/rule.ts'
import { seen } from '../audit/observations/seen.ts'
import { effects } from '../report/effects.ts'
import type { Backend, Finding, Platforms, Reason, Status, Undecided } from '../report/report.ts'
import { stopsAtHome } from './at-home.ts'
import type { Reached } from './entry-points/reached.ts'
import { unknownPlatforms } from './nothing-to-judge.ts'
import { honest } from './undecided.ts'
import { counts, effortOf, isWithoutRemedy, statusOf } from './status.ts'

/** Most reasons given for a status; the findings hold the rest. */
const REASON_LIMIT = 8

/** How far the program was followed. */
export interface Followed {
  readonly ways: readonly Reached[]
  readonly undecided: Undecided
}

/** Weighs findings into a status for each platform. */
export function platformsFor(
  findings: readonly Finding[],
  context: AuditContext,
  { ways, undecided }: Followed,
): Platforms {
  const metal = findings.filter(({ platform }) => platform === 'metal')
  const cuda = findings.filter(({ platform }) => platform === 'cuda')
  if (findings.length === 0 && isEmpty(context)) return unknownPlatforms()
  // What the verdict does not speak of has to be mended by nobody for its sake.
  const fixes = metal.filter(counts).flatMap(({ fix }) => fix ?? [])
  const status = honest(
    statusOf(metal, context.traits.choosesMetal ? stopsAtHome(context, ways, metal) : undefined),
    undecided,
  )
  return {
    cuda: { status: statusOf(cuda), reasons: reasonsOf(cuda) },
    metal: {
      status,
      reasons: reasonsOf(metal),
      backends: backendsOf(metal, status, context),
      edits: {
        automatic: fixes.filter(({ kind }) => kind === 'automatic').length,
        manual: fixes.filter(({ kind }) => kind === 'manual').length,
      },
      effort: effortOf(metal, status),
      chosen: context.traits.choosesMetal,
      ...homeOf(context),
    },
  }
}

/** Whether there is nothing in the project that anything here could judge, such as files with nothing in them. */
function isEmpty({ facts, trace }: AuditContext): boolean {
  const judged = [trace.modules, facts.declarations, facts.kernels, facts.builds]
  return facts.bytesRead === 0 || judged.every((list) => list.length === 0)
}

/** The most severe first: what has no remedy, then by effect, then what is about a library or kernels. */
function reasonsOf(findings: readonly Finding[]): Reason[] {
  const sorted = findings
    .filter(counts)
    .toSorted(
      (a, b) =>
        Number(isWithoutRemedy(b)) - Number(isWithoutRemedy(a)) ||
        effects.indexOf(a.effect) - effects.indexOf(b.effect) ||
        Number(isOfCode(a)) - Number(isOfCode(b)),
    )
  // A library that fails to install and to be imported is one reason, as is one mistake that is made all over.
  const groups = new Map<string, [Finding, ...Finding[]]>()
  for (const finding of sorted) {
    const key = finding.library ?? finding.message
    const group = groups.get(key)
    if (group) group.push(finding)
    else groups.set(key, [finding])
  }
  return [...groups.values()].slice(0, REASON_LIMIT).map((group) => ({
    text: group[0].message,
    findings: group.map(({ fingerprint }) => fingerprint),
    sources: group[0].sources,
  }))
}

/** Lines of code are many and mostly soon changed; libraries and kernels are what a project is made of. */
function isOfCode({ library, code }: Finding): boolean {
  return library === undefined && !/^(?:kernels|dependency|distributed)\//.test(code)
}

const FRAMEWORKS: readonly (readonly [module: string, backend: Backend])[] = [
  ['torch', 'mps'],
  ['mlx', 'mlx'],
  ['jax', 'jax'],
  ['tensorflow', 'tensorflow'],
]

function homeOf(context: AuditContext): Pick<Platforms['metal'], 'home'> {
  const reachOf = reachInProject(context)
  const shares = FRAMEWORKS.map(([name, backend]) => {
    const importing = new Set(seen(context, 'import', name).map(({ module }) => module.path))
    return { backend, modules: [...importing].filter((path) => reachOf(path) === 'main').length }
  })
  const [first] = shares.filter(({ modules }) => modules > 0).toSorted((a, b) => b.modules - a.modules)
  return first ? { home: first.backend } : {}
}

/** A backend whose framework the code does not import is no way that the project could take today. */
function backendsOf(findings: readonly Finding[], status: Status, { traits }: AuditContext): Record<Backend, Status> {
  const of = (backend: Backend, ...modules: readonly string[]): Status => {
    const own = findings.filter((finding) => finding.backend === backend)
    return own.length > 0 || modules.some((module) => traits.imports.has(module)) ? statusOf(own) : 'unknown'
  }
  return {
    mps: traits.imports.has('torch') ? status : 'unknown',
    mlx: of('mlx', 'mlx'),
    jax: of('jax', 'jax'),
    tensorflow: of('tensorflow', 'tensorflow'),
    other: of('other'),
  }
}
