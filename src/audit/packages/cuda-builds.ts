/** Where a project builds CUDA code, and whether it can be built without. */
import type { CallSeen, Observation } from '../../trace/observation.ts'
import type { CudaBuild, ProjectFacts } from '../../project/facts.ts'
import type { Module } from '../../trace/trace.ts'
import type { Reach, Site } from '../../report/report.ts'
import { isCaught } from '../devices/exceptions.ts'
import { wayTo } from '../reachability/import-paths.ts'
import { farthest, reachOfModule, reachOfPath } from '../reachability/reach.ts'
import { refusalsOf } from '../devices/refusals.ts'
import { isAskedAtBuild } from './asked-at-build.ts'
import { memoized } from '../memoized.ts'
import type { AuditContext } from '../rule.ts'
import { isLive, seen } from '../observations/seen.ts'
import { type SiteInRole, useSite } from '../observations/sites.ts'
import { textsIn } from '../observations/texts-in.ts'

/** A build of CUDA code and the folder that it is for. */
export interface Build {
  readonly folder: string
  readonly site: Site
  readonly required: boolean
  readonly reach: Reach
}

/** An extension module that PyTorch builds from CUDA code, at installation or when it is first used. */
export interface Extension extends Build {
  readonly call: CallSeen
  readonly site: SiteInRole
  /** Whether it is built, without a way around a failure, where a condition asks for it that nobody can tell. */
  readonly onRequest: boolean
}

const EXTENSION = /^torch\.utils\.cpp_extension\.(?:CUDAExtension|CppExtension|load|load_inline)$/
const CUDA_SOURCE = /\.cuh?$/

/** All builds of CUDA code that the project describes. */
export function buildsOf(context: AuditContext): readonly Build[] {
  const { builds } = context.facts
  const described = builds.map((build) => ({
    folder: folderOf(build.site.file),
    site: build.site,
    required: isRequired(build, context),
    reach: reachOfPath(build.site.file),
  }))
  return [...described, ...extensionsOf(context)]
}

/** The extensions that are built where a Mac comes to it. */
export const extensionsOf = memoized((context: AuditContext): readonly Extension[] => {
  const refusing = new Set(refusalsOf(context).map(({ decision }) => decision.module))
  return seen(context, 'call', EXTENSION)
    .filter((call) => isLive(call) && needsCompiler(call, refusing, context))
    .map((call) => {
      const { path } = call.module
      const isMain = /^[^/]*$/.test(path) || !/(?:^|\/)setup\.py$/.test(path) || isImported(call, context)
      return {
        call,
        folder: folderOf(path),
        site: useSite(call),
        required: isInsistedOn(call, context),
        onRequest: isOnRequest(call, context),
        reach: isMain ? reachOfPath(path) : farthest([reachOfPath(path), 'optional']),
      }
    })
})

/** A setup.py that looks for CUDA before, or goes on after a failure, does not insist; nor does code that is opted into. */
function isInsistedOn(call: CallSeen, context: AuditContext): boolean {
  if (isCaught(call, 'OSError')) return false
  if (isForInstallation(call))
    return !call.guards.some(({ basis }) => basis.some(({ fact }) => fact === 'cuda')) && !isAskedAtBuild(call.guards)
  return !isOptedInto(call) && wayTo(context, call) !== 'guarded'
}

/** `if os.getenv('BUILD_KERNELS') == 'True': kernels = load(...)`. */
function isOnRequest(call: CallSeen, context: AuditContext): boolean {
  if (isForInstallation(call) || isCaught(call, 'OSError')) return false
  return isOptedInto(call) && wayTo(context, call) !== 'guarded'
}

/** Whether an extension is built when the project is installed, and not when it is first used. */
export function isForInstallation({ name }: CallSeen): boolean {
  return name.endsWith('Extension')
}

function isOptedInto({ guards }: CallSeen): boolean {
  return guards.some(({ value }) => value === undefined)
}

/** A rule of a makefile is one of several that may be asked for, so it counts where there is nothing else to run. */
function isRequired({ how, optional, site }: CudaBuild, { facts, trace, traits }: AuditContext): boolean {
  if (optional || (how === 'makefile' && (traits.knowsMetal || trace.modules.length > 0))) return false
  const folder = folderOf(site.file)
  return !facts.builds.some(
    (other) => other.optional && folder !== folderOf(other.site.file) && isUnder(folder, folderOf(other.site.file)),
  )
}

/** `load` builds plain C++ as well: what counts is whether it is given CUDA code. */
function needsCompiler(call: CallSeen, refusing: ReadonlySet<Module>, { facts }: AuditContext): boolean {
  if (call.name.endsWith('.CUDAExtension')) return true
  if (isAllOrNothing(call)) return refusing.has(call.module) && hasKernels(folderOf(call.module.path), facts)
  const named = call.keywords.get('with_cuda')?.value
  if (named?.kind === 'constant') return named.value === true
  if (call.keywords.has('cuda_sources') || (call.positional.length > 2 && call.name.endsWith('load_inline')))
    return true
  const sources = call.keywords.get('sources')?.argument.value ?? call.positional[1]?.argument.value
  const texts = sources ? textsIn(sources) : []
  if (texts.length > 0) return texts.some((text) => CUDA_SOURCE.test(text))
  return hasKernels(folderOf(call.module.path), facts)
}

function hasKernels(folder: string, { kernels }: ProjectFacts): boolean {
  return kernels.some(({ file }) => CUDA_SOURCE.test(file) && isUnder(file, folder))
}

/** Whether the main path, outside the folder of the extension, comes to an import of the module that is built. */
function isImported(call: CallSeen, context: AuditContext): boolean {
  const name = (call.keywords.get('name') ?? call.positional[0])?.value
  const top = name?.kind === 'constant' && typeof name.value === 'string' ? name.value.split('.')[0] : undefined
  const folder = folderOf(call.module.path)
  const isOutside = ({ module }: Observation): boolean => !isUnder(module.path, folder)
  const isOnMainPath = (observation: Observation): boolean =>
    reachOfModule(observation.module) === 'main' && wayTo(context, observation) === 'always'
  const imports = top === undefined ? [] : seen(context, 'import', top).filter(isOnMainPath)
  if (imports.some(isOutside)) return true
  // A folder that the project imports from is a part of it, whose modules import the extension for the others. Of modules
  // in which nothing else matters, only the names of what they import are known.
  const isNamed = top !== undefined && isAllOrNothing(call) && context.trace.elsewhere.has(top)
  return (imports.length > 0 || isNamed) && isEntered(folder, context)
}

/** Whether code of the main path outside a folder imports modules that are in it. */
function isEntered(folder: string, { trace }: AuditContext): boolean {
  return trace.imports.some(
    ({ from, to, live }) =>
      live === 'yes' && isUnder(to.path, folder) && !isUnder(from.path, folder) && reachOfModule(from) === 'main',
  )
}

/** What is left on a Mac of an extension that a setup.py builds with CUDA or not at all: before it comes to that, it stops. */
function isAllOrNothing({ name }: CallSeen): boolean {
  return name.endsWith('.CppExtension')
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/') + 1)
}

/** Whether a path is in a folder or below it; the folder ends in a slash, the root is empty. */
export function isUnder(path: string, folder: string): boolean {
  return path.startsWith(folder)
}
