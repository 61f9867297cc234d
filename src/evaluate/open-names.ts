/**
 * Modules and classes of which something may be called that no call of the project's own code names: they are handed to what is
 * outside the project (`fire.Fire(Tool)`), ask a base there (`Predict.as_view()`), or have a part taken by a name that only a run
 * knows (`getattr(models, name)`, `globals()[command]`).
 */
import type { PythonModule } from '../project/python/module.ts'
import type { TracedClass } from '../trace/definition.ts'
import { options, type Value } from '../trace/value.ts'
import type { Frame } from './frame.ts'

export type OpenNames = ReadonlySet<PythonModule | TracedClass>

/** Calls that only look at a class: they call nothing of it. */
const ONLY_LOOKS =
  /^(?:builtins\.(?:print|str|bool|len|getattr|hasattr|isinstance|issubclass|super|type|id|repr)|typing\.\w+|unittest\.mock\..*|copy\.\w+|torch\..*|\.(?:append|add|isinstance|debug|info|warning))$/

/** Notes the classes that a call of something outside the project is given, which may make objects of them and call these. */
export function noteClassesHandedOn(name: string, values: readonly Value[], frame: Frame): void {
  if (frame.live === 'no' || !values.some(isClass) || ONLY_LOOKS.test(name)) return
  for (const value of values) noteOpen(value, frame)
}

function isClass(value: Value): boolean {
  return value.kind === 'class' || (value.kind === 'choice' && value.options.some(({ kind }) => kind === 'class'))
}

/** Notes that what is taken of a module, a class or an object is not known, or is called by something outside the project. */
export function noteOpen(value: Value, { program, live }: Frame): void {
  if (live === 'no') return
  for (const option of options(value)) {
    if (option.kind === 'module') program.openNames.add(option.module)
    else if (option.kind === 'class' || option.kind === 'object') program.openNames.add(option.class)
  }
}
