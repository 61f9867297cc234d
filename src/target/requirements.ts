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
  const passedOver = new Set([...files.keys()].filter((file) => isForOthers(file, files) || isReplaced(file, files)))
  return native
    .filter(({ site }) => !passedOver.has(site.file))
    .map((declaration) => ({ declaration, applies: holds(declaration.marker, environment) }))
}

/** Whether a file builds or describes a container. */
export function isInContainer(file: string): boolean {
  return CONTAINER_FILE.test(file)
}

/** Names that a manifest bears which says more exactly what the plain one beside it says. */
const SAME = /^(?:base|common|core|frozen|full|lock(?:ed)?|main|pinned?|run(?:time)?|torch|versions?|py(?:thon)?\d*)$/i

/** Whether a file lists, by its name, what some want besides: `requirements-atari.txt`. */
export function isFurtherList(file: string): boolean {
  const words = file
    .slice(folderOf(file).length)
    .replace(/\.[a-z]+$/, '')
    .split(/[-_.]/)
  return words.length > 1 && words.includes('requirements') && !words.some((word) => SAME.test(word))
}

/** What markers may ask of the Mac. Its patch version of Python and its extras are not known. */
export function macEnvironment({ python }: Target): MarkerEnvironment {
  return {
    implementation_name: 'cpython',
    os_name: 'posix',
    platform_machine: 'arm64',
    platform_python_implementation: 'CPython',
    platform_system: 'Darwin',
    python_version: python,
    sys_platform: 'darwin',
  }
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

/** A manifest for another platform counts only where nothing else says what the project needs. */
function isForOthers(file: string, files: ByFile): boolean {
  if (!ELSEWHERE.includes(alternateOf(file, files))) return false
  return [...files].some(
    ([other, declarations]) =>
      !ELSEWHERE.includes(alternateOf(other, files)) &&
      file.startsWith(folderOf(other)) &&
      declarations.some(({ scope, format }) => scope === 'runtime' && format !== 'pip-command'),
  )
}

function isReplaced(file: string, files: ByFile): boolean {
  if (alternateOf(file, files) !== undefined) return false
  const own = namesOf(file, files)
  return [...files.keys()].some((other) => {
    if (alternateOf(other, files) !== 'macos' || folderOf(other) !== folderOf(file)) return false
    const others = namesOf(other, files)
    const shared = [...own].filter((name) => others.has(name)).length
    return formatOf(other, files) === formatOf(file, files) && shared >= own.size * REPLACES_FROM
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
