import type { Declaration } from './project/facts.ts'
import type { Declared } from './project/read-project.ts'
import type { Resolution, Target } from './report/report.ts'
import { requirementText } from './resolution/requirements-text.ts'
import { resolve } from './resolution/resolve.ts'
import { holds, isInContainer, linuxEnvironment, requirementsOnMac } from './target/requirements.ts'

/** Manifests that are not for a Linux machine with an NVIDIA GPU. */
const NOT_LINUX: readonly Declaration['alternate'][] = [
  'macos',
  'windows',
  'rocm',
  'cpu',
  'development',
  'test',
  'docs',
]
/** Manifests that say what working on the project takes. */
const NOT_RUNTIME: readonly Declaration['alternate'][] = ['development', 'test', 'docs']

/** What the project would get on the target and on Linux with CUDA, as the user's uv says. */
export function resolveOn(
  root: string,
  declared: Declared,
  target: Target,
  asOf: string,
  progress: (what: string) => void,
): Promise<Resolution> {
  const own = nearestToRoot(declared.declarations.filter(isRuntime))
  const onMac = requirementsOnMac({ declarations: own }, target)
    .filter(({ applies, declaration }) => applies !== false && !NOT_RUNTIME.includes(declaration.alternate))
    .map(({ declaration }) => declaration)
  const onLinux = own.filter(
    ({ alternate, marker }) => !NOT_LINUX.includes(alternate) && holds(marker, linuxEnvironment(target)) !== false,
  )
  const isPast = asOf < new Date().toISOString().slice(0, 10)
  return resolve(
    root,
    {
      macos: textsOf(onMac),
      linux: textsOf(onLinux),
      python: target.python,
      osVersion: target.osVersion,
      ...(isPast ? { upTo: asOf } : {}),
    },
    progress,
  )
}

function isRuntime({ scope, format, site }: Declaration): boolean {
  return scope === 'runtime' && format !== 'pip-command' && !isInContainer(site.file)
}

/** Projects inside a project have requirements of their own, which need not go together with these. */
function nearestToRoot(declarations: readonly Declaration[]): readonly Declaration[] {
  const least = Math.min(...declarations.map(depthOf))
  return declarations.filter((declaration) => depthOf(declaration) === least)
}

function depthOf({ site }: Declaration): number {
  return site.file.split('/').length
}

function textsOf(declarations: readonly Declaration[]): readonly string[] {
  return [...new Set(declarations.flatMap((declaration) => requirementText(declaration) ?? []))].toSorted()
}
