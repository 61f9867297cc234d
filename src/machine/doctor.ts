import { version } from '../generated/version.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import type { Diagnosis } from '../report/diagnosis.ts'
import { diagnose } from './diagnose.ts'
import { machineOfSetup } from './machine-of-setup.ts'
import type { Setup } from './setup.ts'

/**
 * What this machine is, and why its GPU is not used.
 *
 * @param environment - variables as a program that is started here would get them
 */
export function diagnosisOf(
  setup: Setup,
  environment: Readonly<Record<string, string | undefined>>,
  knowledge: Pick<Knowledge, 'machines' | 'newest'>,
): Diagnosis {
  const found = machineOfSetup(setup, knowledge.machines)
  const known = 'is' in found ? found.is : undefined
  const { python, memoryBytes, systemVersion } = setup
  const systems = { macos: 'macOS', linux: 'Linux', windows: 'Windows', other: 'another system' }
  const usesGpu = python?.torch && (setup.system === 'macos' ? python.torch.canUseMps : python.torch.canUseCuda)
  return {
    schemaVersion: 1,
    tool: { name: 'acclimate', version, knowledge: knowledge.newest },
    machine: {
      name: known?.machine.name ?? setup.chip ?? setup.nvidia?.cards[0]?.name ?? 'no GPU that answers',
      system: [systems[setup.system], systemVersion ?? ''].join(' ').trim(),
      ...(memoryBytes !== undefined && { memoryBytes }),
      ...(known?.budgetBytes !== undefined && { gpuBudgetBytes: known.budgetBytes }),
    },
    ...(python !== undefined && {
      python: {
        executable: python.executable,
        version: python.version,
        ...(python.torch !== undefined && { torch: python.torch.version }),
        ...(python.mlx !== undefined && { mlx: python.mlx.version }),
      },
    }),
    ...(usesGpu !== undefined && { usesGpu }),
    findings: diagnose(setup, environment),
  }
}
