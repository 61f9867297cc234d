import type { Declaration } from '../../project/facts.ts'

/** `2.1.0+cu118`, in a version. */
const LOCAL_VERSION = /\+cu\d{2,3}\b/

/** Whether a requirement names a build for CUDA, by its local version or by its address. */
export function isLocalBuild({ specifier, url }: Declaration): boolean {
  return LOCAL_VERSION.test(specifier) || (url !== undefined && /%2Bcu\d|\+cu\d/i.test(url))
}
