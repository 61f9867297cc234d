export const title = 'bfloat16 on Metal needs macOS 14'

export const message = (macos: string): string =>
  `bfloat16 is asked for, which Metal does not have on macOS ${macos}: putting such a tensor on mps raises TypeError.`

export const fix = 'Use float16 on mps, or ask for macOS 14.'
