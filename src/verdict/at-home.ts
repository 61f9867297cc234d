/** What stops programs that have been made for Metal. */
import type { AuditContext } from '../audit/rule.ts'
import { choosersOf } from '../audit/devices/traits.ts'
import { functionAt } from '../audit/observations/function-at.ts'
import type { Finding, Site } from '../report/report.ts'
import { comesTo, meets, type Reached } from './entry-points/reached.ts'
import { counts, isSevere, stopsInstalling } from './status.ts'

/** From this many ways in on, one of them is not what the project is for, and so neither is what a smaller share of them meets. */
const MANY = 8
const FEW = 1 / 4

/** What Metal or macOS itself refuses, and so stops just the programs that choose it. All else names CUDA. */
const OF_METAL =
  /^(?:dtype|operators|port|compile)\/|^(?:checkpoint\/straight-to-metal|random\/generator-elsewhere|device\/(?:left-on-cpu|not-brought-back)|precision\/(?:autocast|bfloat16|float8)-too-old|memory\/pinned|data\/workers)$/

/** What a library is asked for by name, which no choice of a device leads around. */
const OF_LIBRARY = 'library/unfit-call'

/** What is not there without CUDA, whatever device is chosen, where it is sure that the program comes to it. */
const OF_CUDA = 'cuda-call/raises'

/** What is imported before any device is chosen, and is not to be had on a Mac: where that is sure, no choice leads around it. */
const OF_IMPORT = 'kernels/triton'

/** A choice that knows CUDA alone: what it leaves on the CPU meets, in a program that chooses Metal elsewhere, what is there. */
const LEFT_BEHIND = 'device/ignores-metal-gpu'

/** Tells of a finding whether it stops a way into the project. */
export type StopsAt = (finding: Finding, way: Reached) => boolean

/**
 * Code that chooses Metal has been made for it, and what names CUDA there is seldom come to: that counts where it stands in
 * the program itself, and surely runs. A program that never comes to the choice has not been made for Metal, whatever is
 * chosen elsewhere in the project.
 */
export function stopsAtWays(context: AuditContext): StopsAt {
  const choosers = choosersOf(context.index)
  return (finding, reached) => {
    const { code, effect, certainty, sites } = finding
    const { way } = reached
    if (!counts(finding)) return false
    if (code === LEFT_BEHIND && isAtHome(reached, choosers))
      return sites.some((site) => site.file !== way.module.path && comesTo(site, reached, context) === 'surely')
    if (effect !== 'blocks') return false
    if (stopsInstalling(finding)) return true
    if (!isAtHome(reached, choosers)) return meets(finding, reached, context)
    const isSure = certainty === 'certain' && (code === OF_CUDA || code === OF_IMPORT)
    const isOfAll = OF_METAL.test(code) || code === OF_LIBRARY || isSure
    return sites
      .filter(({ file }) => isOfAll || file === way.module.path)
      .some((site) => comesTo(site, reached, context) === 'surely' && (code !== OF_CUDA || isCalled(site, context)))
  }
}

/** Whether a way into the project comes to a choice of Metal. */
function isAtHome({ modules }: Reached, choosers: ReturnType<typeof choosersOf>): boolean {
  return [...modules].some((module) => choosers.has(module))
}

/** Whether code stands in no function that another only hands on, such as a check that is kept for those who may ask for it. */
function isCalled(site: Site, context: AuditContext): boolean {
  const own = functionAt(context, site)
  return own?.around === undefined || own.calls.live.length > 0
}

/** What a port gets wrong in the scripts and settings with which programs are started stops whatever is started with them. */
function stopsLaunch({ code, effect, sites }: Finding): boolean {
  return effect === 'blocks' && code.startsWith('port/') && sites.some(({ file }) => !/\.(?:py|ipynb)$/.test(file))
}

/**
 * Whether most of many programs do not choose Metal and are stopped, or leave the GPU idle, each by something else: that a few
 * choose it says nothing of these.
 */
function isForeign(context: AuditContext, ways: readonly Reached[], findings: readonly Finding[]): boolean {
  if (ways.length < MANY) return false
  const choosers = choosersOf(context.index)
  const severe = findings.filter((finding) => counts(finding) && isSevere(finding))
  const others = ways.filter((way) => !isAtHome(way, choosers))
  if (others.length / ways.length <= 1 - FEW) return false
  const stopped = others.filter((way) => severe.some((finding) => meets(finding, way, context))).length
  return stopped / ways.length > 1 - FEW
}

/** Modules of ComfyUI: who imports them is started by it, at whatever its nodes define. */
const OF_HOSTS = ['comfy', 'comfy_api', 'folder_paths'] as const

function isCalledByHost({ traits }: AuditContext): boolean {
  return OF_HOSTS.some((module) => traits.imports.has(module))
}

/** Of a project that chooses Metal, tells whether a finding stops enough of the ways into it to stop the project. */
export function stopsAtHome(
  context: AuditContext,
  ways: readonly Reached[],
  findings: readonly Finding[],
): (finding: Finding) => boolean {
  const stopsAt = stopsAtWays(context)
  if (isForeign(context, ways, findings)) return isSevere
  return (finding) => {
    if (stopsInstalling(finding) || stopsLaunch(finding)) return true
    // What nobody starts here, a library, is stopped by what Metal surely refuses.
    if (ways.length === 0) {
      const isRefused = finding.certainty === 'certain' && OF_METAL.test(finding.code)
      return finding.effect === 'blocks' && (isRefused || isCalledByHost(context))
    }
    const stopped = ways.filter((way) => stopsAt(finding, way)).length
    return stopped > 0 && (ways.length < MANY || stopped / ways.length >= FEW)
  }
}
