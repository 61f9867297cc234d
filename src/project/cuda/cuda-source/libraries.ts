/** How a library shows in C++: the paths that it is included by, and the prefixes of its names in code. */
interface Traces {
  readonly include: RegExp
  readonly code: RegExp
}

/** Libraries of the CUDA ecosystem by their usual short names. */
const LIBRARIES: Readonly<Record<string, Traces>> = {
  cudart: { include: /^(?:cuda\.h|cuda_\w+\.h|cuda_runtime)/, code: /\bcuda(?:[A-Z]\w+\s*\(|Stream_t\b)/ },
  'torch-cuda': { include: /^(?:ATen|c10|torch\/csrc)\/cuda\//, code: /\b(?:at|c10)::cuda::/ },
  cublas: { include: /^cublas/, code: /\b(?:cublas[A-Z]|CUBLAS_)\w*/ },
  cudnn: { include: /^cudnn/, code: /\b(?:cudnn[A-Z]|CUDNN_)\w*/ },
  cufft: { include: /^cufft/, code: /\b(?:cufft[A-Z]|CUFFT_)\w*/ },
  curand: { include: /^curand/, code: /\b(?:curand(?:[A-Z]|_)|CURAND_)\w*/ },
  cusparse: { include: /^cusparse/, code: /\b(?:cusparse[A-Z]|CUSPARSE_)\w*/ },
  cusolver: { include: /^cusolver/, code: /\b(?:cusolver[A-Z]|CUSOLVER_)\w*/ },
  cutensor: { include: /^cutensor/, code: /\bcutensor[A-Z]\w*/ },
  cub: { include: /^cub\//, code: /\bcub::/ },
  thrust: { include: /^thrust\//, code: /\bthrust::/ },
  cutlass: { include: /^cutlass\//, code: /\bcutlass::/ },
  cute: { include: /^cute\//, code: /\bcute::/ },
  libcudacxx: { include: /^cuda\/(?:std\/|atomic|barrier|pipeline|functional)/, code: /\bcuda::std::/ },
  nccl: { include: /^nccl/, code: /\bnccl[A-Z]\w*/ },
  nvshmem: { include: /^nvshmem/, code: /\bnvshmemx?_\w+/ },
  cooperative_groups: { include: /^cooperative_groups/, code: /\bcooperative_groups\b/ },
  wmma: { include: /^(?:crt\/)?mma\.h/, code: /\bwmma::/ },
  nvrtc: { include: /^nvrtc/, code: /\bnvrtc[A-Z]\w*/ },
  nvtx: { include: /^(?:nvToolsExt|nvtx3)/, code: /\bnvtx(?:[A-Z]|3::)\w*/ },
  nvml: { include: /^nvml/, code: /\bnvml[A-Z]\w*/ },
  nvjpeg: { include: /^nvjpeg/, code: /\bnvjpeg[A-Z]\w*/ },
  npp: { include: /^npp/, code: /\bnppi?[A-Z]\w*/ },
  tensorrt: { include: /^NvInfer|^NvOnnxParser/, code: /\bnvinfer1::/ },
  raft: { include: /^raft\//, code: /\braft::/ },
  rmm: { include: /^rmm\//, code: /\brmm::/ },
}

/** A library and the first place that shows it. */
export interface LibraryUse {
  readonly name: string
  readonly at: number
  readonly end: number
}

/** Up to this many includes of one file are looked at. */
const MAX_INCLUDES = 2_000

/** The CUDA libraries that a file uses; `code` is `text` with comments and literals blanked. */
export function librariesOf(text: string, code: string): LibraryUse[] {
  const includes = includesOf(text, code)
  const uses: LibraryUse[] = []
  for (const [name, traces] of Object.entries(LIBRARIES)) {
    const included = includes.find(({ path }) => traces.include.test(path))
    const used = traces.code.exec(code)
    if (included) uses.push({ name, at: included.at, end: included.end })
    else if (used) uses.push({ name, at: used.index, end: used.index + used[0].length })
  }
  return uses
}

function includesOf(text: string, code: string): { path: string; at: number; end: number }[] {
  const includes: { path: string; at: number; end: number }[] = []
  for (const match of text.matchAll(/^[ \t]*#[ \t]*include[ \t]*[<"]([^>"\n]{1,300})[>"]/gm)) {
    const hash = match.index + match[0].indexOf('#')
    if (code[hash] !== '#') continue
    includes.push({ path: match[1] ?? '', at: hash, end: match.index + match[0].length })
    if (includes.length >= MAX_INCLUDES) break
  }
  return includes
}
