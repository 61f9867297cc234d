import type { Consideration } from '../../knowledge/knowledge.ts'
import type { Choice, Finding, WouldChange } from '../../report/report.ts'
import type { Evidence } from '../evidence.ts'
import { counts, effortOf, isSevere, statusOf, stopsInstalling } from '../status.ts'
import { consider } from './consider.ts'
import { weigh } from './weigh.ts'

/** Changes that are reported, those that matter most first. */
const MAX_REPORTED = 4
/** Most libraries that are named in one change: to be without more is to be another project. */
const MAX_TOGETHER = 4

const NAME: Readonly<Record<Choice, string>> = {
  cuda: 'CUDA',
  metal: 'Metal',
  both: 'both',
  undecided: 'undecided',
}

/** Something that could be otherwise: a library, or what makes a consideration speak. */
interface Circumstance {
  /** `Without DeepSpeed on the main path`. */
  readonly text: string
  /** For sentences that name several. */
  readonly name?: string
  readonly findings: ReadonlySet<Finding>
  /** The library that a person would go without. */
  readonly dependency?: string
  /** The consideration that falls silent. */
  readonly silent?: string
}

/**
 * What would have to be otherwise for another choice: the choice is made again without each library and each
 * consideration, and where none alone changes it, without all libraries that are in the way.
 */
export function wouldChange(
  table: readonly Consideration[],
  evidence: Evidence,
  choice: Choice,
): readonly WouldChange[] {
  const libraries = librariesOf(evidence)
  const circumstances = [...libraries, ...considerationsOf(table, evidence)]
  const single = circumstances.flatMap((circumstance) => changeWithout(circumstance, table, evidence, choice))
  if (single.length > 0) return distinct(single).slice(0, MAX_REPORTED)
  return together(libraries, circumstances)
    .flatMap((all) => changeWithout(all, table, evidence, choice))
    .slice(0, 1)
}

/** A project that is itself a library for CUDA cannot be without it. */
const ITSELF = 'dependency/itself-for-cuda'

function librariesOf({ findings, dependencies, project }: Evidence): readonly Circumstance[] {
  if (!project) {
    const unsupported = dependencies.filter(({ metal }) => metal.status === 'unsupported')
    return unsupported.map(({ name }) => ({ text: `Without ${name}`, findings: new Set(), dependency: name }))
  }
  if (findings.some(({ code }) => code === ITSELF)) return []
  const byName = new Map<string, Set<Finding>>()
  for (const finding of findings) {
    if (finding.library === undefined || !counts(finding) || !isSevere(finding)) continue
    byName.set(finding.library, (byName.get(finding.library) ?? new Set()).add(finding))
  }
  return [...byName].map(([name, own]) => ({ text: `Without ${name} on the main path`, name, findings: own }))
}

function considerationsOf(table: readonly Consideration[], evidence: Evidence): readonly Circumstance[] {
  const applied = new Map(consider(table, evidence).map((each) => [each.id, new Set(each.findings)]))
  return table.flatMap(({ id, without }) => {
    const own = applied.get(id)
    if (without === undefined || !own) return []
    const findings = new Set(evidence.findings.filter(({ fingerprint }) => own.has(fingerprint)))
    return [{ text: without, findings, silent: id }]
  })
}

/** All libraries at once, and these with the project's own kernels. */
function together(libraries: readonly Circumstance[], all: readonly Circumstance[]): readonly Circumstance[] {
  const names = libraries.flatMap(({ name }) => name ?? [])
  const kernels = all.filter(({ silent }) => silent === 'own-kernels')
  const union = (parts: readonly Circumstance[]): ReadonlySet<Finding> =>
    new Set(parts.flatMap(({ findings }) => [...findings]))
  if (names.length === 0 || names.length > MAX_TOGETHER) return []
  return [
    { text: `Without ${inWords(names)} on the main path`, findings: union(libraries) },
    ...kernels.map(({ silent }) => ({
      text: `Without ${inWords([...names, 'kernels of its own'])}`,
      findings: union([...libraries, ...kernels]),
      ...(silent === undefined ? {} : { silent }),
    })),
  ]
}

function changeWithout(
  { text, findings, dependency, silent }: Circumstance,
  table: readonly Consideration[],
  evidence: Evidence,
  choice: Choice,
): WouldChange[] {
  const dependencies = evidence.dependencies.filter(({ name }) => name !== dependency)
  const other = withoutFindings(findings, { ...evidence, dependencies })
  const others = consider(
    table.filter(({ id }) => id !== silent),
    other,
  )
  const changed = weigh(other, others).choice
  if (changed === choice || changed === 'undecided') return []
  return [{ text: `${text} this would be ${NAME[changed]}.`, choice: changed }]
}

/** The same project without these findings. */
function withoutFindings(gone: ReadonlySet<Finding>, evidence: Evidence): Evidence {
  if (gone.size === 0 || !evidence.project) return evidence
  const findings = evidence.findings.filter((finding) => !gone.has(finding))
  const of = (platform: Finding['platform']) => findings.filter((finding) => finding.platform === platform)
  const metal = statusOf(of('metal'), stopsBefore(evidence))
  const project = { ...evidence.project, metal, effort: effortOf(of('metal'), metal), cuda: statusOf(of('cuda')) }
  return { ...evidence, findings, project }
}

/** What stops a project that chooses Metal, as far as its status shows: where only its installation does, its code is made for a Mac. */
function stopsBefore({ findings, project }: Evidence): (finding: Finding) => boolean {
  const metal = findings.filter(({ platform }) => platform === 'metal')
  return project?.choosesMetal && statusOf(metal, stopsInstalling) === project.metal ? stopsInstalling : isSevere
}

function distinct(changes: readonly WouldChange[]): readonly WouldChange[] {
  return [...new Map(changes.map((change) => [change.text, change])).values()]
}

/** `a`, `a and b`, `a, b and c`. */
function inWords(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
