import type { SettledOptions } from '../config/options.ts'
import type { Knowledge, WheelRun } from '../knowledge/knowledge.ts'
import { newestOf, newestRelease } from '../knowledge/releases.ts'
import { hasWheel, isForSomePythons, wheelsOf } from '../knowledge/wheels.ts'
import type { Declaration, ProjectFacts } from '../project/facts.ts'
import { satisfies } from '../project/requirement/satisfies.ts'
import type { ResolvedPackage, Target } from '../report/report.ts'
import { newestAdmitted } from './newest-admitted.ts'
import { pypiNameOf } from './pypi-name.ts'
import { ANY_MAC, holds, isFurtherList, isInContainer } from './requirements.ts'

/** What a project declares; its code is not needed. */
type Declared = Pick<ProjectFacts, 'declarations' | 'locked' | 'pythons'> & Partial<Pick<ProjectFacts, 'indexes'>>

/** Taken when knowledge has no release for the day: the oldest macOS and Python of Apple silicon. */
const OLDEST_MACOS = '11.0'
const OLDEST_PYTHON = '3.9'

/** What the checks of a repository pin is for them: often the oldest version that may work. */
const CHECKS = /(?:^|\/)\.(?:github|gitlab|circleci)\//

/** Indexes and pages of links with builds for CUDA. */
const CUDA_INDEX = /\/(?:whl|nightly|test)\/cu\d{2,3}\b/i

/** What conda is asked for beside a PyTorch that is built for CUDA. */
const CUDA_OF_CONDA = /^(?:pytorch-cuda|cudatoolkit)$/

/** One version, or all that begin with three numbers, as conda's `=1.12.1` asks for: both name a release. */
const PIN = /^===?\s*(?:([^,*]+)|(\d+\.\d+\.\d+)\.\*)$/

/** The Mac that the project is judged for: what the options say, else what the project asks for, else what was newest that day. */
export function targetFor(facts: Declared, knowledge: Knowledge, options: SettledOptions): Target {
  const { asOf } = options
  const packages = packagesOf(facts, knowledge, options)
  return {
    platform: 'metal',
    os: 'macos',
    osVersion: options.macos ?? newestOf(knowledge.systems.macos, asOf)?.version ?? OLDEST_MACOS,
    arch: 'arm64',
    python: options.python ?? pythonFor(facts, packages, knowledge, asOf),
    packages,
  }
}

/**
 * The newest Python of the day that every `requires-python` of the root admits, and for which all that the project requires
 * has wheels, as far as any Python does.
 */
function pythonFor(facts: Declared, packages: Target['packages'], knowledge: Knowledge, asOf: string): string {
  // What a container pins is the container's Python.
  const root = facts.pythons.filter(({ site }) => !site.file.includes('/') && !/^cog\.ya?ml$/.test(site.file))
  const candidates = knowledge.systems.pythons.filter(({ date }) => date <= asOf).map(({ version }) => version)
  const admitted = candidates.filter((version) => root.every(({ specifier }) => admits(specifier, version)))
  const demands = wheelsRequired(facts, packages, knowledge)
  const served = admitted.findLast((version) => demands.every((run) => hasWheel(run, version)))
  // Who asks for a Python that no Mac of today has will take the next one first.
  const isOlder = root.some(({ specifier }) => BEFORE_MACS.some((version) => admits(specifier, version)))
  return majorMinor(served ?? admitted.at(-1) ?? candidates.at(isOlder ? 0 : -1) ?? OLDEST_PYTHON)
}

/** Pythons for which there never was a build for Apple silicon. */
const BEFORE_MACS = ['2.7', '3.5', '3.6', '3.7'] as const

/** A Python of one release, as environments of conda pin it, stands for its series: `python=3.9.18`. */
const RELEASE = /^={1,3}\s*(\d+\.\d+)\.\d+(?:\.\*)?$/

function admits(specifier: string, version: string): boolean {
  const [, series] = RELEASE.exec(specifier.trim()) ?? []
  return series === undefined ? satisfies(version, specifier) !== false : series === majorMinor(version)
}

/**
 * The wheels of what is required whatever the Python. What has none for Apple silicon is built, with any Python or with
 * none.
 */
function wheelsRequired(
  { declarations }: Declared,
  packages: Target['packages'],
  knowledge: Knowledge,
): readonly WheelRun[] {
  const required = declarations.filter(({ marker, site }) => marker === undefined && !isInContainer(site.file))
  const bounds = new Map<string, Declaration>()
  for (const declaration of required.filter(isBoundAtRoot)) {
    const name = pypiNameOf(declaration, knowledge)
    if (!bounds.has(name)) bounds.set(name, declaration)
  }
  const names = new Set(required.map((declaration) => pypiNameOf(declaration, knowledge)))
  return [...names].flatMap((name) => {
    const bound = bounds.get(name)
    const version = packages[name]?.version ?? (bound && newestAdmitted(name, bound.specifier, knowledge))
    const run = version === undefined ? undefined : wheelsOf(knowledge, name, version)
    return run !== undefined && isForSomePythons(run) ? run : []
  })
}

/** A manifest at the root that leaves the newest releases out: `numpy<1.24`. */
function isBoundAtRoot({ scope, format, site, specifier }: Declaration): boolean {
  return scope === 'runtime' && format !== 'pip-command' && depthOf(site.file) === 1 && /<|~=|==/.test(specifier)
}

function majorMinor(version: string): string {
  return version.split('.').slice(0, 2).join('.')
}

/** The version of each package that is known: given, locked, pinned, or assumed to be the newest that is admitted. */
function packagesOf(
  all: Declared,
  knowledge: Knowledge,
  options: SettledOptions,
): Readonly<Record<string, ResolvedPackage>> {
  const facts = { ...all, declarations: forMacs(withoutCudaBuilds(all)) }
  const found = new Map<string, ResolvedPackage>()
  const open = new Map<string, number>()
  for (const { name, version, from, depth } of statedVersions(facts, knowledge)) {
    if (found.has(name) || open.has(name)) continue
    const own = version && publicPart(version)
    if (own) found.set(name, { version: own, from })
    else if (from === 'manifest') open.set(name, depth)
  }
  for (const name of Object.keys(knowledge.releases)) {
    const version = found.has(name)
      ? undefined
      : assumedVersion(
          name,
          facts.declarations.filter((declaration) => nearness(declaration) <= (open.get(name) ?? Infinity)),
          knowledge,
          options.asOf,
        )
    if (version) found.set(name, { version, from: 'assumed' })
  }
  for (const [name, version] of Object.entries(options.packages)) found.set(name, { version, from: 'manifest' })
  return Object.fromEntries([...found].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** Leaves out what a container installs of the builds for CUDA, or beside them. */
function withoutCudaBuilds({ declarations, indexes = [] }: Declared): readonly Declaration[] {
  const ofBuilds = new Set([
    ...indexes.flatMap(({ url, site }) => (CUDA_INDEX.test(url) ? site.file : [])),
    ...declarations.flatMap(({ name, site }) => (CUDA_OF_CONDA.test(name) ? site.file : [])),
  ])
  const isForCuda = (declaration: Declaration): boolean =>
    isInContainer(declaration.site.file) && (ofBuilds.has(declaration.site.file) || isForLinux(declaration))
  return declarations.filter((declaration) => !isForCuda(declaration))
}

/** What a marker keeps from Macs says nothing of them where they get another instead. */
function forMacs(declarations: readonly Declaration[]): readonly Declaration[] {
  const taken = new Set(declarations.filter(isForMacs).map(({ name }) => name))
  return declarations.filter((declaration) => isForMacs(declaration) || !taken.has(declaration.name))
}

function isForMacs({ marker }: Declaration): boolean {
  return holds(marker, ANY_MAC) !== false
}

interface StatedVersion {
  readonly name: string
  /** Undefined where any version will do. */
  readonly version: string | undefined
  readonly from: 'lock' | 'manifest'
  readonly depth: number
}

/**
 * What locks and manifests say of versions, the nearest to the root first: what a part of the project pins for itself says
 * nothing of a project that leaves the version open. In one folder locks come first, and pins before what is left open.
 */
function statedVersions({ locked, declarations }: Declared, knowledge: Knowledge): readonly StatedVersion[] {
  const ofLocks = locked
    .filter(({ ecosystem }) => ecosystem === 'pypi')
    .map(({ name, version, site }): StatedVersion => ({ name, version, from: 'lock', depth: depthOf(site.file) }))
  const own = declarations
    .filter(({ site, format }) => !CHECKS.test(site.file) && format !== 'cog')
    .filter((declaration) => !isOfOthers(declaration))
  const stated = own.map((declaration): StatedVersion => {
    const [, one, series] = PIN.exec(declaration.specifier) ?? []
    const version = (one ?? series)?.trim()
    return {
      name: pypiNameOf(declaration, knowledge),
      version,
      from: 'manifest',
      depth: nearness(declaration),
    }
  })
  const pinned = stated.filter(({ version }) => version !== undefined)
  const open = stated.filter(({ version }) => version === undefined)
  return [...ofLocks, ...pinned, ...open].toSorted((a, b) => a.depth - b.depth)
}

/** The file of a release for another platform: `torch-1.1.0-cp36-cp36m-linux_x86_64.whl`. */
function isForLinux({ requirement }: Declaration): boolean {
  return /linux(?:_\w+)?\.whl|\/whl\/cu\d/.test(requirement)
}

/** Manifests for other machines, which count where nothing else says what is needed. */
const ELSEWHERE: readonly Declaration['alternate'][] = ['cuda', 'linux', 'windows', 'rocm']

/** What a manifest for Macs is nearer by than one beside it, a further list farther, and one for other machines much farther. */
const NEARER = 0.5
const FARTHER = 100

/** What only those ask for who want an extra says nothing of what the others leave open. */
const EXTRA = 0.25

/** What is installed by a command, or in a container, says something of the project where no manifest does. */
const COMMANDED = 25
const CONTAINED = 50

function nearness({ site, alternate, format, scope }: Declaration): number {
  const extra = scope === 'optional' || scope === 'development' ? EXTRA : 0
  const way = isInContainer(site.file) ? CONTAINED : format === 'pip-command' ? COMMANDED : 0
  const depth = depthOf(site.file) + way + extra
  if (alternate === 'macos') return depth - NEARER
  if (isFurtherList(site.file)) return depth + NEARER
  return ELSEWHERE.includes(alternate) ? depth + FARTHER : depth
}

/** How many folders a file is below the root; `requirements/` is a place for manifests of the root. */
function depthOf(file: string): number {
  return file.replace(/(^|\/)requirements\//, '$1').split('/').length
}

/** Containers of the project itself stand at the root or in a folder of it; those farther down came with other people's code. */
const CONTAINER_DEPTH = 2

function isOfOthers({ site }: Declaration): boolean {
  return isInContainer(site.file) && depthOf(site.file) > CONTAINER_DEPTH
}

/** The newest release of the day that the project's requirements admit. */
function assumedVersion(
  name: string,
  declarations: readonly Declaration[],
  knowledge: Knowledge,
  asOf: string,
): string | undefined {
  const named = declarations.filter((declaration) => pypiNameOf(declaration, knowledge) === name)
  const specifiers = [...new Set(named.map(({ specifier }) => specifier))]
  const releases = (knowledge.releases[name] ?? []).filter(({ date }) => date <= asOf)
  const admitted = releases.findLast(({ version }) =>
    specifiers.every((specifier) => satisfies(version, specifier) !== false),
  )
  return admitted?.version ?? newestRelease(knowledge, name, asOf)?.version
}

/** `2.6.0+cu124` is 2.6.0 as far as the facts go; of `+x`, which is no version, nothing is left. */
function publicPart(version: string): string {
  return version.replace(/\+.*$/, '')
}
