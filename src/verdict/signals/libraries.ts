/** What the libraries say that the project builds on, or that the person needs. */
import type { Finding } from '../../report/report.ts'
import { counts, isSevere, isWithoutRemedy } from '../status.ts'
import type { Evidence } from '../evidence.ts'
import { atStrength, type SignalOf, shareOf } from './signal.ts'

/** Libraries that are named in one line; the findings have the rest. */
const MAX_NAMED = 4

/** What makes or runs models for Core ML. */
const APPLE = new Set(['coremltools', 'python-coreml-stable-diffusion', 'executorch'])

export const cudaLibraries: SignalOf = (evidence) => {
  const findings = evidence.findings.filter((finding) => isAboutLibrary(finding, evidence))
  const wanted = evidence.project ? [] : evidence.dependencies.filter(isUnsupported)
  const names = [
    ...findings.toSorted((a, b) => Number(isWithoutRemedy(b)) - Number(isWithoutRemedy(a))).flatMap(libraryOf),
    ...wanted.map(({ name, title = name }) => title),
  ]
  const strength = findings.some(isWithoutRemedy) || wanted.length > 0 ? 1 : findings.length > 0 ? 0.5 : 0
  return atStrength(strength, { findings, words: { libraries: listed(names) } })
}

export const appleFrameworks: SignalOf = (evidence) => {
  const own = evidence.dependencies.filter(({ name }) => APPLE.has(name))
  const strength = isForApple(evidence) ? 1 : own.some(isOptional) ? 0.2 : 0
  return atStrength(strength, { words: { libraries: listed(own.map(({ name, title = name }) => title)) } })
}

/** Whether what comes of it runs on Apple's systems only. */
export function isForApple({ dependencies }: Evidence): boolean {
  return dependencies.some(({ name, scope }) => APPLE.has(name) && scope === 'runtime')
}

/** What a person names, and Metal has no GPU path for. */
export const noGpuOnMetal: SignalOf = ({ dependencies, project }) => {
  const own = project
    ? []
    : dependencies.filter(
        ({ gpu, isForProcessors, metal }) => gpu === 'cuda' && !isForProcessors && metal.status !== 'unsupported',
      )
  return atStrength(own.length > 0 ? 1 : 0, {
    words: { libraries: listed(own.map(({ name, title = name }) => title)) },
  })
}

/** Where all that a person names computes on processors, no GPU is a reason. */
export const forProcessors: SignalOf = ({ dependencies, project, picked }) => {
  if (project !== undefined || picked !== undefined || dependencies.length === 0) return undefined
  return atStrength(dependencies.every(isOnProcessors) ? 1 : 0, {
    words: { libraries: listed(dependencies.map(({ name, title = name }) => title)) },
  })
}

export function isOnProcessors({ gpu, isForProcessors = false }: Evidence['dependencies'][number]): boolean {
  return gpu === 'neither' || (gpu === 'cuda' && isForProcessors) || (gpu === 'unknown' && isForProcessors)
}

/** MLX beside PyTorch is one way among several. */
export const writtenInMlx: SignalOf = (evidence) => {
  const { project, dependencies } = evidence
  if (!project) return atStrength(dependencies.some(({ name }) => /^mlx(?:$|-)/.test(name)) ? 1 : 0)
  if (project.backends.mlx === 'unknown') return undefined
  return atStrength(project.home === 'mlx' ? 1 : 0.3)
}

/** Language models for one person: where many are served, or trained on several GPUs, memory is not the point. */
export const localLanguageModels: SignalOf = (evidence) =>
  atStrength(shareOf(evidence, 'inference', 'llm') - shareOf(evidence, 'distributed'))

/** A newer version is no other library: to take it is an edit like others. */
function isAboutLibrary(finding: Finding, evidence: Evidence): boolean {
  const { platform, library, code } = finding
  return (
    platform === 'metal' &&
    library !== undefined &&
    code !== 'dependency/pinned-too-old' &&
    counts(finding) &&
    (isSevere(finding) || isHomeWithoutGpu(finding, evidence))
  )
}

/** That the framework in which a project is written has no GPU on a Mac stops nothing, and is missed all the same. */
export function isHomeWithoutGpu(finding: Finding, { project }: Evidence): boolean {
  const { code, backend } = finding
  return code === 'dependency/no-metal-gpu' && backend !== undefined && backend === project?.home && counts(finding)
}

function isUnsupported({ metal }: Evidence['dependencies'][number]): boolean {
  return metal.status === 'unsupported'
}

function isOptional({ scope }: Evidence['dependencies'][number]): boolean {
  return scope === 'optional'
}

function libraryOf({ library }: Finding): readonly string[] {
  return library === undefined ? [] : [library]
}

function listed(names: readonly string[]): string {
  const distinct = [...new Set(names)]
  const more = distinct.length - MAX_NAMED
  return distinct.slice(0, MAX_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '')
}
