import type { Alternate, Declaration, ProjectFacts } from '../project/facts.ts'
import { evaluateMarker, type MarkerEnvironment, parseMarker } from '../project/requirement/marker.ts'
import type { Target } from '../report/report.ts'

/** What a project requires where it runs on the Mac itself, outside containers. */
export interface MacRequirement {
  readonly declaration: Declaration
  /** Whether its environment marker holds there; undefined when that depends on something that is not known. */
  readonly applies: boolean | undefined
}

/** Names of manifests that are written for other machines than a Mac. */
const ELSEWHERE: readonly (Alternate | undefined)[] = ['cuda', 'linux', 'windows', 'rocm']

/** Files whose commands run inside a container, which is a Linux machine on a Mac too, and folders of such files. */
const CONTAINER_FILE =
  /(?:^|\/)(?:Dockerfile|Containerfile)[^/]*$|\.(?:dockerfile|containerfile)$|(?:^|\/)cog\.ya?ml$|(?:^|\/)(?:docker|dockerfiles|\.devcontainer)\//i

/** A manifest for Macs replaces the plain one beside it when it names this share of what that one names. */
const REPLACES_FROM = 0.5

/** The requirements that count on the Mac: those of containers and of manifests for other platforms are left out. */
export function requirementsOnMac(
  facts: Pick<ProjectFacts, 'declarations'>,
  target: Target,
): readonly MacRequirement[] {
  const environment = macEnvironment(target)
  const native = facts.declarations.filter(({ site }) => !isInContainer(site.file))
  const files = byFile(native)
  const general = foldersOfGeneral(files)
  const forMacs = manifestsForMacs(files)
  const passedOver = new Set(
    [...files.keys()].filter((file) => isForOthers(file, files, general) || isReplaced(file, files, forMacs)),
  )
  return native
    .filter(({ site }) => !passedOver.has(site.file))
    .map((declaration) => ({ declaration, applies: holds(declaration.marker, environment) }))
}

/** Names of manifests that are written for other machines than those with Linux. */
const NOT_LINUX: readonly (Alternate | undefined)[] = ['macos', 'windows', 'rocm']

/** The requirements that count on Linux with CUDA, those of containers among them; what a marker may rule out is there. */
export function requirementsOnLinux(facts: Pick<ProjectFacts, 'declarations'>, target: Target): readonly Declaration[] {
  const environment = linuxEnvironment(target)
  return facts.declarations.filter(
    ({ alternate, marker }) => !NOT_LINUX.includes(alternate) && holds(marker, environment) !== false,
  )
}

/** Whether a file builds or describes a container. */
export function isInContainer(file: string): boolean {
  return CONTAINER_FILE.test(file)
}

/** Names that a manifest bears which says more exactly what the plain one beside it says. */
const SAME = /^(?:base|common|core|frozen|full|lock(?:ed)?|main|pinned?|run(?:time)?|torch|versions?|py(?:thon)?\d*)$/i

/** What was installed on somebody's machine. */
const INSTALLED = /^(?:freeze|frozen|list|listed|installed|env(?:ironment)?|output?)$/i

/** Whether a file lists, by its name, what some want besides, or had: `requirements-atari.txt`, `pip_list.txt`. */
export function isFurtherList(file: string): boolean {
  const words = file
    .slice(folderOf(file).length)
    .replace(/\.[a-z]+$/, '')
    .split(/[-_.]/)
  if (words.length < 2) return false
  if (words.includes('pip') && words.some((word) => INSTALLED.test(word))) return true
  return words.includes('requirements') && !words.some((word) => SAME.test(word))
}

/** What markers may ask of any Mac with Apple silicon. */
export const ANY_MAC: MarkerEnvironment = {
  implementation_name: 'cpython',
  os_name: 'posix',
  platform_machine: 'arm64',
  platform_python_implementation: 'CPython',
  platform_system: 'Darwin',
  sys_platform: 'darwin',
}

/** What markers may ask of the Mac. Its patch version of Python and its extras are not known. */
export function macEnvironment({ python }: Target): MarkerEnvironment {
  return { ...ANY_MAC, python_version: python }
}

/** What markers may ask of a Linux machine with an NVIDIA GPU. */
export function linuxEnvironment(target: Target): MarkerEnvironment {
  return { ...macEnvironment(target), platform_machine: 'x86_64', platform_system: 'Linux', sys_platform: 'linux' }
}

/** Whether a marker holds; no marker always does, and one that cannot be read is unknown. */
export function holds(marker: string | undefined, environment: MarkerEnvironment): boolean | undefined {
  if (marker === undefined) return true
  const parsed = parseMarker(marker)
  return parsed.ok ? evaluateMarker(parsed.marker, environment) : undefined
}

type ByFile = ReadonlyMap<string, readonly Declaration[]>

function byFile(declarations: readonly Declaration[]): ByFile {
  const files = new Map<string, Declaration[]>()
  for (const declaration of declarations) {
    const { file } = declaration.site
    const own = files.get(file)
    if (own) own.push(declaration)
    else files.set(file, [declaration])
  }
  return files
}

/** The folders with a manifest, for no other platform, of what the project needs when it runs. */
function foldersOfGeneral(files: ByFile): ReadonlySet<string> {
  const found = [...files].filter(
    ([file, declarations]) =>
      !ELSEWHERE.includes(alternateOf(file, files)) &&
      declarations.some(({ scope, format }) => scope === 'runtime' && format !== 'pip-command'),
  )
  return new Set(found.map(([file]) => folderOf(file)))
}

/** A manifest for another platform counts only where nothing else says what the project needs. */
function isForOthers(file: string, files: ByFile, general: ReadonlySet<string>): boolean {
  if (!ELSEWHERE.includes(alternateOf(file, files))) return false
  let folder = folderOf(file)
  while (folder !== '' && !general.has(folder)) folder = folderOf(folder.slice(0, -1))
  return general.has(folder)
}

interface ForMacs {
  readonly format: string | undefined
  readonly names: ReadonlySet<string>
}

/** Most manifests for Macs of one folder that the others of it are compared with; projects have one of a kind. */
const FOR_MACS_LIMIT = 10

/** The manifests for Macs in each folder. */
function manifestsForMacs(files: ByFile): ReadonlyMap<string, readonly ForMacs[]> {
  const found = new Map<string, ForMacs[]>()
  for (const file of files.keys()) {
    if (alternateOf(file, files) !== 'macos') continue
    const own = found.get(folderOf(file)) ?? []
    if (own.length < FOR_MACS_LIMIT) own.push({ format: formatOf(file, files), names: namesOf(file, files) })
    found.set(folderOf(file), own)
  }
  return found
}

function isReplaced(file: string, files: ByFile, forMacs: ReadonlyMap<string, readonly ForMacs[]>): boolean {
  if (alternateOf(file, files) !== undefined) return false
  const beside = forMacs.get(folderOf(file)) ?? []
  const own = beside.length > 0 ? namesOf(file, files) : new Set<string>()
  return beside.some(({ format, names }) => {
    const shared = [...own].filter((name) => names.has(name)).length
    return format === formatOf(file, files) && shared >= own.size * REPLACES_FROM
  })
}

function alternateOf(file: string, files: ByFile): Alternate | undefined {
  return files.get(file)?.[0]?.alternate
}

function formatOf(file: string, files: ByFile): string | undefined {
  return files.get(file)?.[0]?.format
}

/** What builds of one library for different machines are called after its name. */
const BUILD = /-(?:gpu|cpu|cuda\w*|silicon|macos|metal|directml)$/

function namesOf(file: string, files: ByFile): Set<string> {
  return new Set(files.get(file)?.map(({ name }) => name.replace(BUILD, '')))
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/') + 1)
}
