export const title = 'A library that Metal does without is on by default'

export const message = (option: string, library: string, note: string | undefined): string =>
  `${option} turns ${library} on unless it is told otherwise, and Metal does without it.${note ? ` ${note}` : ''}`

export const fix = 'Let it be off by default, or on only where CUDA is there.'
