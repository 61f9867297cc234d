export const title = 'An operator has no kernel for Metal'

/** @param since the release with a kernel, when it is out */
export function message(
  name: string,
  isMissing: boolean,
  version: string | undefined,
  since: string | undefined,
): string {
  const torch = version === undefined ? 'PyTorch' : `PyTorch ${version}`
  const what = isMissing ? 'raises NotImplementedError on mps' : 'goes back to the CPU on mps, with copies both ways'
  const when = since === undefined ? '' : `, and runs on Metal since ${since}`
  return `${name} ${what} with ${torch}${when}.`
}

export const fixes = {
  upgrade: (since: string): string => `Take PyTorch ${since} or later.`,
  onCpu: 'Move its input to the CPU and the result back, or set PYTORCH_ENABLE_MPS_FALLBACK=1 to have PyTorch do so.',
} as const
