export const title = 'The project is itself a library that Metal does without'

export const message = (library: string, note: string | undefined): string =>
  `This is the source of ${library}, which does not run on Metal.${note ? ` ${note}` : ''}`
