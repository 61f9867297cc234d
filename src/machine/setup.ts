/** What is found out about the machine that Acclimate runs on, and about the Python that a project would use there. */

export interface Setup {
  readonly system: 'macos' | 'linux' | 'windows' | 'other'
  /** Of macOS: `15.7.1`. */
  readonly systemVersion?: string
  /** Of the processor, whatever programs it runs. */
  readonly architecture: 'arm64' | 'x86_64' | 'other'
  /** `Apple M4 Pro`. */
  readonly chip?: string
  readonly gpuCores?: number
  readonly memoryBytes?: number
  /** What the user lets the GPU wire, by `iogpu.wired_limit_mb`; absent where macOS decides. */
  readonly wiredLimitBytes?: number
  readonly nvidia?: Nvidia
  readonly python?: Python
}

export interface Nvidia {
  /** Absent where the driver could not be asked; then `problem` says why. */
  readonly driver?: string
  /** The newest CUDA that the driver runs: `12.4`. */
  readonly cuda?: string
  readonly cards: readonly { readonly name: string; readonly memoryBytes: number }[]
  readonly problem?: string
}

export interface Python {
  readonly executable: string
  readonly version: string
  /** What this Python was built for: `arm64`, or `x86_64` on a Mac where it runs under Rosetta. */
  readonly machine: string
  readonly torch?: Torch
  readonly mlx?: { readonly version: string; readonly hasMetal: boolean }
  /** Metal's `recommendedMaxWorkingSetSize`, as PyTorch or MLX says it. */
  readonly workingSetBytes?: number
}

export interface Torch {
  readonly version: string
  /** The CUDA that it was built with. */
  readonly cuda?: string
  readonly hasMps: boolean
  readonly canUseMps: boolean
  readonly canUseCuda: boolean
}
