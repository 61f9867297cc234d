export const title = 'A module is imported that a machine with CUDA cannot have'

export const messages = {
  top: (module: string): string =>
    `import ${module} raises ImportError on a machine with CUDA, and with it this module.`,
  lazily: (module: string): string =>
    `import ${module} raises ImportError on a machine with CUDA where this is come to.`,
} as const

export const fix = (module: string): string =>
  `Catch the ImportError and go without ${module}, or import it only where it is used on a Mac.`
