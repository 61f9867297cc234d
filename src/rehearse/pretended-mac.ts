import { UsageError } from '../config/usage-error.ts'
import { machineNamed } from '../fit/machines/machine-named.ts'
import { gpuBudget } from '../fit/memory/budget.ts'
import type { KnownMachine } from '../knowledge/machines.ts'

/** The Mac that a program believes to be on. Sizes are in bytes. */
export interface PretendedMac {
  /** As Metal calls the chip: `Apple M4 Pro`. */
  readonly name: string
  readonly cores: number
  readonly memory: number
  /** Metal's `recommendedMaxWorkingSetSize`. */
  readonly recommended: number
}

/** What most developers have who port. */
const USUAL = 'M4 Pro 24GB'

/**
 * @param text - a chip and its memory, such as `M4 Pro 24 GB`; the usual Mac when absent
 * @param macos - version, which decides how much of the memory the GPU may have
 * @throws UsageError where there is no such Mac
 */
export function pretendedMac(text: string | undefined, macos: string, machines: readonly KnownMachine[]): PretendedMac {
  const understood = machineNamed(text ?? USUAL, machines)
  if ('problem' in understood) throw new UsageError(understood.problem)
  const { is: mac } = understood
  if (mac.platform !== 'metal' || mac.count > 1) throw new UsageError(`--machine takes one Mac, such as "${USUAL}"`)
  return {
    name: `Apple ${mac.name.replace(/ \(.*$/, '')}`,
    cores: mac.cores,
    memory: mac.memoryBytes,
    recommended: Math.round(gpuBudget(mac, { macos })),
  }
}
