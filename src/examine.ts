import type { AuditHost } from './audit-host.ts'
import { auditProject } from './audit/audit.ts'
import { dependenciesOf } from './audit/packages/dependencies.ts'
import { indexOf } from './audit/observations/observation-index.ts'
import { relevanceFor } from './audit/relevance.ts'
import type { AuditContext } from './audit/rule.ts'
import { traitsOf } from './audit/devices/traits.ts'
import { applyIgnores, type RemarksOf } from './config/apply-ignores.ts'
import { inlineIgnores } from './config/inline-ignore.ts'
import type { SettledOptions } from './config/options.ts'
import { evaluateProject } from './evaluate/evaluate.ts'
import { rules } from './generated/rules.ts'
import type { ProjectFacts } from './project/facts.ts'
import type { ProjectFiles } from './project/files/project-files.ts'
import { isPython, readDeclared, readProject } from './project/read-project.ts'
import type { Report } from './report/report.ts'
import { macOf } from './target/mac.ts'
import { requirementsOnMac } from './target/requirements.ts'
import { targetFor } from './target/target.ts'
import { staleFacts } from './verdict/stale.ts'
import { entryPointsOf } from './verdict/entry-points/entry-points.ts'
import { withRarelyReachedAside } from './verdict/entry-points/rarely-reached.ts'
import { reachedByEach } from './verdict/entry-points/reached.ts'
import { platformsFor } from './verdict/platforms.ts'
import { evidenceOf, recommend } from './verdict/recommend/recommendation.ts'
import { signsSeen } from './verdict/workloads/signs-seen.ts'
import { workloadsOf } from './verdict/workloads/workloads.ts'

/** What a report says of the files of a project. */
export type Examined = Pick<
  Report,
  | 'target'
  | 'coverage'
  | 'workloads'
  | 'dependencies'
  | 'resolution'
  | 'findings'
  | 'platforms'
  | 'entryPoints'
  | 'recommendation'
>

/** Reads the files of a project, runs them on a Mac in the mind, judges what is seen, and weighs that. */
export async function examine(
  name: string,
  files: ProjectFiles,
  host: AuditHost,
  options: SettledOptions,
  progress: (what: string) => void,
): Promise<Examined> {
  const { asOf } = options
  const { formats, parse } = await readersFor(files.paths, host)
  const declared = readDeclared(files, formats, parse)
  const asked = await host.askIndexes?.(declared, progress)
  const knowledge = asked?.knowledge ?? host.knowledge
  const target = targetFor(declared, knowledge, options)
  const resolution = await host.resolve?.(declared, target, progress)
  const relevance = relevanceFor(knowledge, target.packages['torch']?.version, asOf)
  const { facts, code } = readProject(name, files, declared, parse, relevance)

  progress('evaluating the code as on a Mac')
  const mac = macOf(target, knowledge, asOf, requirementsOnMac(facts, target))
  const trace = evaluateProject(code, mac, isInstalled(facts))

  progress('judging')
  const index = indexOf(trace)
  const context: AuditContext = { facts, trace, index, knowledge, target, asOf, traits: traitsOf(index) }
  const all = applyIgnores(auditProject(context, rules), options.ignores, remarksIn(files))
  const dependencies = dependenciesOf(context)
  const signs = signsSeen(context)
  const ways = reachedByEach(context)
  const findings = withRarelyReachedAside(all, ways, signs, context)
  const workloads = workloadsOf(signs)
  const platforms = platformsFor(findings, context)
  const evidence = evidenceOf({ findings, workloads, dependencies, platforms })
  return {
    target,
    coverage: {
      filesRead: facts.filesRead,
      bytesRead: facts.bytesRead,
      unread: facts.unread,
      stale: staleFacts(dependencies, findings, context),
      ...(asked === undefined ? {} : { online: asked.coverage }),
    },
    workloads,
    dependencies,
    ...(resolution === undefined ? {} : { resolution }),
    findings,
    platforms,
    // What few of them come to speaks against these few.
    entryPoints: entryPointsOf(context, ways, all, signs),
    recommendation: recommend(knowledge.considerations, evidence, platforms),
  }
}

/** Whether the project is a package that others install: it says so in one of the files by which packages are built. */
function isInstalled({ declarations, modules }: ProjectFacts): boolean {
  return (
    modules.some(({ path }) => path === 'setup.py') ||
    declarations.some(({ format }) => format === 'pyproject-toml' || format === 'setup-cfg')
  )
}

/** Remarks by which authors set findings aside, read from each file once. */
function remarksIn(files: ProjectFiles): RemarksOf {
  const known = new Map<string, ReturnType<RemarksOf>>()
  return (path) => {
    const found = known.get(path) ?? inlineIgnores(files.peek(path) ?? { path, text: '' })
    known.set(path, found)
    return found
  }
}

/** Readers and grammar take long to load, so that each is loaded when there are files for it. */
async function readersFor(paths: readonly string[], host: AuditHost) {
  const [{ formats }, parse] = await Promise.all([
    paths.every(isPython) ? { formats: [] } : import('./generated/formats.ts'),
    paths.some(isPython) ? host.pythonParser() : () => undefined,
  ])
  return { formats, parse }
}
