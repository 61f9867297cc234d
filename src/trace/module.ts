import type { PythonModule } from '../project/python/module.ts'

/** A module of the project, as what was seen in it names it. */
export type Module = PythonModule
