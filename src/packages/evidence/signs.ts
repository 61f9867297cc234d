import type { SourceContents } from '../source/contents.ts'
import type { Contents } from '../wheel/contents.ts'
import type { Metadata } from '../wheel/metadata.ts'

/** Something in a release that shows that it computes on a GPU of one kind. */
export interface Sign {
  readonly kind: 'loads' | 'ships' | 'requires' | 'classifier'
  /** The library, file, requirement or classifier. */
  readonly what: string
  /** The binary that loads it. */
  readonly where?: string
}

/** Libraries of CUDA and around it, as they are called on Linux. */
const CUDA_LIBRARY =
  /^lib(?:cuda|cudart|cublas|cublasLt|cudnn\w*|cufft|curand|cusolver|cusparse|cusparseLt|nccl|nvrtc|nvJitLink|nvinfer\w*|cupti|nvToolsExt|npp\w+|nvjpeg|cufile|nvshmem\w*|c10_cuda|torch_cuda\w*)(?:-[0-9a-f]{6,16})?\.so/

const METAL_LIBRARY = /\/(?:Metal|MetalKit|MetalPerformanceShaders|MetalPerformanceShadersGraph|MetalFX)\.framework\//

const CUDA_PROGRAM = /\.(?:cubin|ptx|fatbin|cuh?)$/i
const METAL_PROGRAM = /\.metal(?:lib)?$/i
const CUDA_REQUIREMENT =
  /^(?:nvidia-(?!ml-py)|cuda-(?:python|bindings|toolkit|core)$|cupy-cuda|cudf-|pylibcudf|triton$)/
const CUDA_CLASSIFIER = /^Environment :: GPU :: NVIDIA CUDA\b/

/** What speaks for CUDA: in the files of a wheel, in what it requires there, in what its authors say. */
export function cudaSigns(
  contents: (Partial<Pick<Contents, 'loads' | 'binaries'>> & Pick<Contents, 'gpuPrograms'>) | undefined,
  metadata: Metadata | undefined,
  required: readonly string[],
): readonly Sign[] {
  return [
    ...(contents?.loads ?? [])
      .filter(({ library }) => CUDA_LIBRARY.test(library))
      .map(({ binary, library }) => ({ kind: 'loads', what: library, where: binary }) as const),
    ...(contents?.binaries ?? [])
      .filter((path) => CUDA_LIBRARY.test(path.slice(path.lastIndexOf('/') + 1)))
      .map((what) => ({ kind: 'ships', what }) as const),
    ...(contents?.gpuPrograms ?? [])
      .filter((path) => CUDA_PROGRAM.test(path))
      .map((what) => ({ kind: 'ships', what }) as const),
    ...required.filter((name) => CUDA_REQUIREMENT.test(name)).map((what) => ({ kind: 'requires', what }) as const),
    ...(metadata?.classifiers ?? [])
      .filter((classifier) => CUDA_CLASSIFIER.test(classifier))
      .slice(0, 1)
      .map((what) => ({ kind: 'classifier', what }) as const),
  ]
}

/** What speaks for Metal in the files of a wheel, or of the source where there is no wheel. */
export function metalSigns(contents: Contents | undefined, source: SourceContents | undefined): readonly Sign[] {
  const programs = contents?.gpuPrograms ?? source?.gpuPrograms ?? []
  return [
    ...(contents?.loads ?? [])
      .filter(({ library }) => METAL_LIBRARY.test(library))
      .map(({ binary, library }) => ({ kind: 'loads', what: frameworkOf(library), where: binary }) as const),
    ...programs.filter((path) => METAL_PROGRAM.test(path)).map((what) => ({ kind: 'ships', what }) as const),
  ]
}

function frameworkOf(path: string): string {
  return /([^/]+\.framework)\//.exec(path)?.[1] ?? path
}
