export const title = 'A module is imported that a Mac cannot have'

export const messages = {
  top: (module: string): string => `import ${module} raises ImportError on a Mac, and with it this module.`,
  lazily: (module: string): string =>
    `import ${module} raises ImportError on a Mac, and with it this module where it is imported.`,
  inside: (module: string): string => `import ${module} raises ImportError on a Mac when this is called.`,
} as const

export const guard = (module: string): string =>
  `Catch the ImportError and go without ${module}, or import it only where it is used on CUDA.`

export const whyPlain =
  'Where flash-attn cannot be installed the same attention is computed by PyTorch, for as many heads of keys as of queries.'
