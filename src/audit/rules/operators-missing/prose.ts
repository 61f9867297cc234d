import type { Lack } from './lack.ts'

export const title = 'An operator has no kernel for Metal'

/** @param since the release with a kernel, when it is out */
export function message(lack: Lack, isMissing: boolean, since: string | undefined): string {
  const { name, operator, isBackward, isOpen } = lack
  const own = lack.version === undefined ? lack.package : `${lack.package} ${lack.version}`
  const who = isBackward ? `The gradient of ${name}` : name
  const what = isMissing ? 'raises NotImplementedError on mps' : 'goes back to the CPU on mps, with copies both ways'
  const condition = lack.when === undefined ? '' : isOpen ? `If ${lack.when}: ` : ''
  const when = since === undefined ? '' : `; Metal has it since ${since}`
  return `${condition}${who} needs ${operator}, which has no kernel for Metal in ${own}: it ${what}${when}.`
}

export const fixes = {
  upgrade: (name: Lack['package'], since: string): string => `Take ${name} ${since} or later.`,
  onCpu: 'Move its input to the CPU and the result back, or set PYTORCH_ENABLE_MPS_FALLBACK=1 to have PyTorch do so.',
  byHand: 'Do this and what follows on the CPU, and move back what is no longer complex.',
} as const
