import type { Pitfall } from '../../../knowledge/knowledge.ts'

export const title = 'A kernel for Metal does not take what it is given'

export const messages = {
  refuses: (name: string, { what, effect, says }: Pitfall, version: string | undefined): string => {
    const torch = version === undefined ? 'PyTorch' : `PyTorch ${version}`
    const does = effect === 'raises' ? 'raises on mps' : 'goes back to the CPU on mps'
    const quoted = says === undefined ? '' : ` (“${says}”)`
    const variable = effect === 'raises' ? '; PYTORCH_ENABLE_MPS_FALLBACK does not help' : ''
    return `${name}: ${what}. ${torch} ${does}${quoted}${variable}.`
  },
  tested: (name: string, dtype: string, version: string | undefined): string =>
    `${name} with ${dtype} fails on mps by the tests of PyTorch ${version ?? 'itself'}.`,
} as const

export const fixes = {
  upgrade: (version: string, { instead }: Pitfall): string =>
    `Take PyTorch ${version} or later${instead === undefined ? '' : `; until then: ${instead.replace(/\.$/, '')}`}.`,
  macos: (version: string): string => `Update macOS to ${version} or later.`,
  now: ({ instead }: Pitfall): string => instead ?? fixes.onCpu,
  onCpu: 'Do this step on the CPU and move the result back, or cast to a type that Metal takes.',
} as const
