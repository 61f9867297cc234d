import type { FileFacts } from '../../facts.ts'
import type { Format } from '../../format.ts'
import { siteAt, type TextFile } from '../../text-file.ts'
import { codeOf } from './code.ts'
import { kernelsOf } from './kernels.ts'
import { librariesOf } from './libraries.ts'

const CUDA = /\.cuh?$/i
const CPLUSPLUS = /\.(?:c|cc|cpp|cxx|h|hh|hpp|hxx|inl|inc|ipp|tpp|mm)$/i
/** What only C++ for CUDA says. */
const TRACES =
  /__global__|__device__|cuda_runtime|<cuda|\bcuda[A-Z]\w+\s*\(|\bcu(?:blas|dnn|fft|rand|sparse|solver)[A-Z]|\bnccl[A-Z]|ATen\/cuda|c10\/cuda|at::cuda|thrust::|\bcub::|cutlass|nvinfer1/
/** Longest source that is looked into, in UTF-16 code units; larger ones are generated tables. */
const MAX_SOURCE = 5_000_000
/** Most kernels that one file reports. */
const MAX_KERNELS = 2_000

export const format = {
  name: 'cuda-source',
  specification: 'https://docs.nvidia.com/cuda/cuda-c-programming-guide/',
  recognises: (path, text) => CUDA.test(path) || (CPLUSPLUS.test(path) && TRACES.test(text)),
  read,
} satisfies Format

function read(file: TextFile): FileFacts {
  if (file.text.length > MAX_SOURCE) {
    return { unread: [{ file: file.path, reason: `CUDA source: longer than ${MAX_SOURCE} characters` }] }
  }
  const code = codeOf(file.text)
  const kernels = kernelsOf(code).slice(0, MAX_KERNELS)
  const libraries = librariesOf(file.text, code)
  const named = ({ name, at, end }: { name: string; at: number; end: number }) => ({
    name,
    site: siteAt(file, at, end),
  })
  const launches = launchesIn(code)
  // Plain C++ that merely names CUDA, in a comment or as an option, is no source of it.
  if (!CUDA.test(file.path) && kernels.length + libraries.length + launches === 0) return {}
  return {
    kernels: [{ file: file.path, kernels: kernels.map(named), launches, libraries: libraries.map(named) }],
  }
}

/** Three angles that something closes: more than three are the marks of an unfinished merge. */
function launchesIn(code: string): number {
  const lastClosing = code.lastIndexOf('>>>')
  return [...code.matchAll(/(?<!<)<<<(?!<)/g)].filter((match) => match.index < lastClosing).length
}
