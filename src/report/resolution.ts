/** What an installer would install on a Mac and on Linux with CUDA, package by package where they differ. */
export interface Resolution {
  /** Who was asked, for example `uv 0.13.9`; absent where nobody could be. */
  readonly by?: string
  /** The requirements that were asked for, as PEP 508 writes them. */
  readonly requirements: readonly string[]
  /** Numbers of packages that would be installed. */
  readonly packages: { readonly macos: number; readonly linux: number }
  readonly differences: readonly ResolutionDifference[]
  /** Why there is no resolution, or no whole one. */
  readonly problems: readonly string[]
}

export interface ResolutionDifference {
  /** Normalised as PEP 503 says. */
  readonly name: string
  /** Seen from Linux: `disappears` is not installed on the Mac, `appears` only there. */
  readonly change: 'disappears' | 'appears' | 'changes-version' | 'unresolved'
  /** The version on macOS; absent where there is none. */
  readonly macos?: string
  /** The version on Linux; absent where there is none. */
  readonly linux?: string
  /** Why a required package cannot be had, on either. */
  readonly reasons?: { readonly macos?: string; readonly linux?: string }
}
