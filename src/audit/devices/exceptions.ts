import type { Observation } from '../../trace/observation.ts'

/** Classes that catch an exception besides its own, as Python's documentation orders the built-in ones. */
const PARENTS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries<readonly string[]>({
    NotImplementedError: ['RuntimeError'],
    ModuleNotFoundError: ['ImportError'],
    KeyError: ['LookupError'],
    OSError: ['IOError', 'EnvironmentError'],
  }),
)

/** Whether an `except` around the code would catch an exception of the named class. */
export function isCaught({ caught }: Pick<Observation, 'caught'>, exception: string): boolean {
  const catching = ['*', 'Exception', 'BaseException', exception, ...(PARENTS.get(exception) ?? [])]
  return caught.some((name) => catching.includes(name))
}
