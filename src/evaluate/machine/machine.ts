import type { MachineName } from '../../trace/trace.ts'

/** A machine that a project is run on in the mind. What follows from its kind alone is said in facts.ts. */
export interface Machine {
  readonly name: MachineName
  /** Whether `import MODULE` works there: undefined when not known. */
  readonly importable: (module: string) => boolean | undefined
  /** Whether a package is known that has the module, on whatever machine. */
  readonly isPackage: (module: string) => boolean
  /** The version of a distribution that the project would get. */
  readonly version: (distribution: string) => string | undefined
}
