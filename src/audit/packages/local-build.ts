import type { Declaration } from '../../project/facts.ts'

/** `2.1.0+cu118`, in a version. */
const FOR_CUDA = /\+cu\d{2,3}\b/

/** `2.2.0+cpu`, `2.1.0+rocm5.6`: builds of PyTorch for other systems, for its files for macOS have no such label. */
const FOR_OTHERS = /\+(?:cpu|rocm[\d.]*|xpu)\b/

/** Whether a requirement names a build for CUDA, by its local version or by its address. */
export function isLocalBuild({ specifier, url }: Declaration): boolean {
  return FOR_CUDA.test(specifier) || (url !== undefined && /%2Bcu\d|\+cu\d/i.test(url))
}

/** The label of a build for another processor that a requirement asks for, which no file for macOS has: `+cpu`. */
export function labelOfOthers({ specifier }: Declaration): string | undefined {
  return FOR_OTHERS.exec(specifier)?.[0]
}
