import type { AuditHost } from './audit-host.ts'
import { auditProject } from './audit/audit.ts'
import type { AuditContext } from './audit/rule.ts'
import { dependenciesOf } from './audit/packages/dependencies.ts'
import { applyIgnores, type Remarks } from './config/apply-ignores.ts'
import { idleVersions } from './config/idle-versions.ts'
import { type InlineIgnore, inlineIgnores } from './config/inline-ignore.ts'
import type { SettledOptions } from './config/options.ts'
import { rules } from './generated/rules.ts'
import type { Knowledge } from './knowledge/knowledge.ts'
import { type Observed, observe } from './observe.ts'
import { capped, type ProjectFiles } from './project/files/project-files.ts'
import type { ModelUsed, Report, SetAside, Workload } from './report/report.ts'
import { staleFacts } from './verdict/stale.ts'
import { entryPointsOf } from './verdict/entry-points/entry-points.ts'
import { withRarelyReachedAside } from './verdict/entry-points/rarely-reached.ts'
import { reachedByEach } from './verdict/entry-points/reached.ts'
import { namesSeen } from './verdict/models/names-seen.ts'
import { ofWorst, projectsOf } from './verdict/projects/projects.ts'
import { platformsFor } from './verdict/platforms.ts'
import { evidenceOf, recommend } from './verdict/recommend/recommendation.ts'
import { undecidedIn } from './verdict/undecided.ts'
import { signsSeen } from './verdict/workloads/signs-seen.ts'
import { workloadsOf } from './verdict/workloads/workloads.ts'

/** What a report says of the files of a project. */
export type Examined = { readonly setAside: readonly SetAside[] } & Pick<
  Report,
  | 'target'
  | 'coverage'
  | 'workloads'
  | 'dependencies'
  | 'resolution'
  | 'findings'
  | 'models'
  | 'platforms'
  | 'projects'
  | 'undecided'
  | 'unneeded'
  | 'entryPoints'
  | 'recommendation'
>

/** Looks at a project and judges what is seen. */
export async function examine(
  name: string,
  files: ProjectFiles,
  host: AuditHost,
  options: SettledOptions,
  progress: (what: string) => void,
): Promise<{ readonly observed: Observed; readonly examined: Examined }> {
  const remarks = new Map<string, readonly InlineIgnore[]>()
  const observed = await observe(name, options.remarks ? notingRemarks(files, remarks) : files, host, options, progress)
  progress('judging')
  return { observed, examined: await judge(observed, remarks, options) }
}

/** Judges what is seen of a project, and weighs that. */
export async function judge(
  { context, onCuda, resolution, online }: Pick<Observed, 'context' | 'onCuda' | 'resolution' | 'online'>,
  remarks: Remarks,
  options: SettledOptions,
): Promise<Examined> {
  const { facts, trace, target, knowledge } = context
  const found = auditProject(context, rules, onCuda)
  const codes = rules.map(({ code }) => code)
  const { findings: all, setAside, unneeded: needless } = applyIgnores(found, options.ignores, remarks, codes)
  const dependencies = dependenciesOf(context)
  const unneeded = [...versionsInVain(options, dependencies, knowledge), ...needless]
  const signs = signsSeen(context)
  const ways = reachedByEach(context)
  const projects = projectsOf(context, all)
  const findings = withRarelyReachedAside(all, ways, signs, context)
  const workloads = workloadsOf(signs, context)
  const models = await modelsIn(context, workloads)
  const undecided = undecidedIn(findings, context)
  const platforms = ofWorst(platformsFor(findings, context, { ways, undecided }), projects)
  const evidence = evidenceOf({ findings, workloads, dependencies, platforms })
  return {
    target,
    coverage: {
      filesRead: facts.filesRead,
      bytesRead: facts.bytesRead,
      unread: capped([...facts.unread, ...trace.unread]),
      stale: staleFacts(dependencies, findings, context),
      ...(online === undefined ? {} : { online }),
    },
    workloads,
    dependencies,
    ...(resolution === undefined ? {} : { resolution }),
    findings,
    ...(models.length === 0 ? {} : { models }),
    setAside,
    ...(unneeded.length === 0 ? {} : { unneeded }),
    platforms,
    ...(projects.length === 0 ? {} : { projects }),
    undecided,
    // What few of them come to speaks against these few.
    entryPoints: entryPointsOf(context, ways, { findings: all, signs, projects }),
    recommendation: recommend(knowledge.considerations, evidence, platforms),
  }
}

/** Most projects say no versions, and need not wait for the names of all packages. */
function versionsInVain({ packages }: SettledOptions, dependencies: Report['dependencies'], { libraries }: Knowledge) {
  if (Object.keys(packages).length === 0) return []
  const known = libraries.flatMap(({ pypi }) => pypi)
  return idleVersions(
    packages,
    known,
    dependencies.map(({ name }) => name),
  )
}

/** What reckons memory is loaded where there is a model to reckon it for. */
async function modelsIn(context: AuditContext, workloads: readonly Workload[]): Promise<readonly ModelUsed[]> {
  const names = namesSeen(context)
  if (names.length === 0) return []
  const { modelsUsed } = await import('./verdict/models/models-used.ts')
  return modelsUsed(names, workloads, context.knowledge)
}

/** The same files; remarks by which authors set findings aside are noted when a file is read. */
function notingRemarks(files: ProjectFiles, remarks: Map<string, readonly InlineIgnore[]>): ProjectFiles {
  return {
    ...files,
    read(path) {
      const file = files.read(path)
      const own = file === undefined ? [] : inlineIgnores(file)
      if (own.length > 0) remarks.set(path, own)
      return file
    },
  }
}
