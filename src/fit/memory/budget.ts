import type { Machine } from '../machine.ts'

const GIB = 2 ** 30

/** What decides how much memory a GPU may have. */
export interface BudgetOptions {
  /** Version of macOS, such as `26.5`; the newest when absent. */
  readonly macos?: string
  /** `sysctl iogpu.wired_limit_mb`, in MiB: what the user lets the GPU have. */
  readonly wiredLimitMb?: number
}

/** Since this release of macOS more of the memory is the GPU's. */
export const MACOS_OF_LARGER_SHARES = 26

/** Shares of a Mac's memory that Metal recommends to use at most, by size in GiB; between them the nearest below counts. */
const SHARES = {
  // M4 16 GB .74, M3 Pro 18 GB .74, M4 32 GB .78, M4 Max 36 GB .78, M1 Max 32 GB .78, M5 Max 48 GB .78, M5 Max 128 GB .84.
  recent: [
    { from: 0, share: 0.7 },
    { from: 16, share: 0.74 },
    { from: 32, share: 0.78 },
    { from: 96, share: 0.84 },
  ],
  // M1 16 GB .667, M1 Pro and M2 Max 32 GB .667, M1 Max 64 GB .75.
  older: [
    { from: 0, share: 2 / 3 },
    { from: 48, share: 0.75 },
  ],
} as const

/** What the driver and a CUDA context keep of a card: some hundred MiB, and more of large cards. */
const DRIVER = { least: 0.3 * GIB, share: 0.015 } as const

/** What the system needs of memory that processor and GPU share, where nobody sets a limit. */
const SYSTEM = 6 * GIB

/**
 * Bytes that models may have on a machine. Of a Mac it is Metal's `recommendedMaxWorkingSetSize`, which depends on the memory's
 * size and on macOS and which `iogpu.wired_limit_mb` replaces; of several cards it is the sum.
 */
export function gpuBudget(machine: Machine, { macos, wiredLimitMb }: BudgetOptions = {}): number {
  const { platform, memoryBytes, unified, count } = machine
  if (platform === 'metal') {
    if (wiredLimitMb !== undefined && wiredLimitMb > 0) return Math.min(wiredLimitMb * 2 ** 20, memoryBytes) * count
    const isOlder = macos !== undefined && Number.parseInt(macos, 10) < MACOS_OF_LARGER_SHARES
    return memoryBytes * shareOf(memoryBytes / GIB, isOlder ? SHARES.older : SHARES.recent) * count
  }
  const kept = unified ? SYSTEM : Math.max(DRIVER.least, memoryBytes * DRIVER.share)
  return Math.max(0, memoryBytes - kept) * count
}

function shareOf(gib: number, shares: readonly { readonly from: number; readonly share: number }[]): number {
  return shares.findLast(({ from }) => gib >= from)?.share ?? 0
}
