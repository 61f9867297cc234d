import { lt } from '@renovatebot/pep440'
import { versionOf } from '../packages/package-version.ts'
import type { Known } from '../rule.ts'
import { perRelease } from './per-release.ts'

/** The version of PyTorch that the project would get; undefined when that is not known. */
export function torchVersion(context: Known): string | undefined {
  return versionOf(context, 'torch')
}

/**
 * Whether the project would get a PyTorch older than `version`; one that is not known counts as the newest, unless the day
 * lies before the first release that is known.
 */
export const torchIsBefore = perRelease((context, version) => {
  const own = torchVersion(context)
  const first = context.knowledge.releases['torch']?.[0]
  return own === undefined ? first !== undefined && context.asOf < first.date : lt(own, version)
})

/** The first release with a backend for Metal. */
const METAL_SINCE = '1.12'

/** Whether the project is held to a PyTorch that has never heard of Metal: nothing comes to a kernel of it there. */
export function torchLacksMetal(context: Known): boolean {
  const own = torchVersion(context)
  return own !== undefined && lt(own, METAL_SINCE)
}
