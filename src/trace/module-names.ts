/** How texts name modules. */
import type { ByName } from '../project/python/by-name.ts'
import type { PythonModule } from '../project/python/module.ts'

/** Whether names mean a module: by the end of its dotted name, by the package before it, or from a package around it. */
export function isMeant({ path }: PythonModule, { whole, begun }: Written, { names }: ByName, from: string): boolean {
  const isBelow = (): boolean => path.includes('/') && path.startsWith(from.slice(0, from.lastIndexOf('/') + 1))
  return (
    whole.some((name) => names.has(name) && (name.includes('.') || isBelow())) || begun.some((name) => names.has(name))
  )
}

/** How code may write the name of a module, and how it may begin where the rest is made while the program runs. */
export interface Written {
  /** By its whole dotted name, or by an end of it. */
  readonly whole: readonly string[]
  /** By a package around it, with a dot. */
  readonly begun: readonly string[]
}

/** The ways to write a dotted name. */
export function writtenAs(name: string): Written {
  return {
    whole: endings(name),
    begun: packagesOf(name).flatMap((outer) => endings(outer).map((ending) => `${ending}.`)),
  }
}

/** `a.b.c`, `b.c` and `c`. */
function endings(name: string): readonly string[] {
  const parts = name.split('.')
  return parts.map((_, from) => parts.slice(from).join('.'))
}

/** The names of the packages around a module: `a.b` and `a` of `a.b.c`. */
export function packagesOf(name: string): readonly string[] {
  const parts = name.split('.')
  return parts.slice(1).map((_, length) => parts.slice(0, length + 1).join('.'))
}
