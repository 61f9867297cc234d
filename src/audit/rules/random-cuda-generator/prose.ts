export const title = 'Random numbers come from a generator of CUDA'

export const messages = {
  generator: 'A generator on CUDA cannot be made on a Mac: it raises RuntimeError.',
  raises: (name: string, exception: string): string =>
    `On a Mac ${name}() raises ${exception}: there is no generator of CUDA.`,
  silent: (name: string): string => `On a Mac ${name}() has no generator to act on; Metal keeps its own state.`,
} as const
