import type { PythonModule } from '../project/python/module.ts'
import type { Expression, Import, ImportFrom, Span } from '../project/python/tree.ts'
import { deadFor, type Frame, placeOf, seenIn } from './frame.ts'
import { noteImporter } from './function.ts'
import { type ModuleState, stateOf } from './program.ts'
import { assign } from './scope.ts'
import type { ImportSeen } from '../trace/observation.ts'
import type { Basis } from '../trace/place.ts'
import { UNKNOWN, type Value } from '../trace/value.ts'

/** Binds what an `import` statement binds. Gives the module for want of which it surely fails on the machine. */
export function evaluateImport(node: Import, frame: Frame): string | undefined {
  let missing: string | undefined
  for (const { module, alias, at, end } of node.names) {
    const [top = module] = module.split('.')
    const inside = projectModule(alias ? module : top, frame) ?? projectModule(module, frame)
    if (inside) {
      enterModule(node, inside.module, frame)
      const whole = projectModule(module, frame)
      if (whole && whole !== inside) enterModule(node, whole.module, frame)
      missing ??= (whole ?? inside).missing
      assign(frame.scope, alias ?? top, { kind: 'module', module: inside.module })
      continue
    }
    frame.program.elsewhere.add(module)
    const importable = observeImport({ node, named: { at, end }, name: module, names: [] }, frame)
    if (importable === false) missing ??= module
    assign(frame.scope, alias ?? top, { kind: 'external', name: alias ? module : top })
  }
  return missing
}

/** Binds what a `from ... import ...` statement binds. Gives the module for want of which it surely fails on the machine. */
export function evaluateImportFrom(node: ImportFrom, frame: Frame): string | undefined {
  const name = absoluteName(node, frame)
  const inside = projectModule(name, frame)
  if (inside) {
    enterModule(node, inside.module, frame)
    for (const { name: own, alias } of node.names) {
      if (own === '*') copyAll(inside, frame)
      else {
        const member = memberOf(inside, own, frame)
        if (member.kind === 'module') enterModule(node, member.module, frame)
        noteImporter(member, frame)
        assign(frame.scope, alias ?? own, member)
      }
    }
    return inside.missing
  }
  frame.program.elsewhere.add(name)
  for (const { name: own, alias } of node.names) {
    if (own === '*') continue
    const whole = name === '' ? own : `${name}.${own}`
    const submodule = projectModule(whole, frame)
    if (submodule) enterModule(node, submodule.module, frame)
    else frame.program.elsewhere.add(whole)
    const value: Value = submodule
      ? { kind: 'module', module: submodule.module }
      : node.level > 0
        ? UNKNOWN
        : { kind: 'external', name: `${name}.${own}` }
    assign(frame.scope, alias ?? own, value)
  }
  if (node.level > 0) return undefined
  const names = node.names.map((imported) => imported.name)
  return observeImport({ node, named: node.moduleSpan, name, names }, frame) === false ? name : undefined
}

function enterModule(node: Import | ImportFrom, imported: PythonModule, frame: Frame): void {
  frame.engine.load(imported)
  frame.program.imports.push({
    from: frame.module,
    to: imported,
    live: frame.live,
    deadFor: deadFor(frame),
    ...(frame.function ? { function: frame.function } : {}),
  })
  frame.observe?.({ kind: 'project-import', node, imported, ...seenIn(frame) })
}

/** A name of a module of the project: a global of it, or one of its submodules. */
export function memberOf(state: ModuleState, name: string, frame: Frame): Value {
  const value = state.globals.get(name)
  if (value) return value
  const submodule = submoduleOf(state.module, name, frame)
  if (!submodule || submodule.module === frame.module) return UNKNOWN
  frame.engine.load(submodule.module)
  return { kind: 'module', module: submodule.module }
}

/** A module in a package, by its file. */
function submoduleOf(
  { path: own, package: isPackage }: PythonModule,
  name: string,
  frame: Frame,
): ModuleState | undefined {
  if (!isPackage) return undefined
  const path = `/${own.slice(0, own.lastIndexOf('/') + 1)}${name}`
  return frame.program.modules.get(`${path}.py`) ?? frame.program.modules.get(`${path}/__init__.py`)
}

/** What a name that is copied counts as, for it stays in memory: modules that copy all of one another are cheap to write. */
const COPY_COST = 10

function copyAll(state: ModuleState, frame: Frame): void {
  frame.engine.spend(state.globals.size * COPY_COST)
  for (const [name, value] of state.globals) if (!name.startsWith('_')) assign(frame.scope, name, value)
}

/** The absolute dotted name that a relative import means. */
function absoluteName(node: ImportFrom, frame: Frame): string {
  if (node.level === 0) return node.module
  // A package that is the whole project, as nodes of ComfyUI are, has the name of a folder that is not known here.
  const parts = frame.module.path === '__init__.py' ? [] : frame.module.name.split('.')
  const drop = frame.module.package ? node.level - 1 : node.level
  const base = parts.slice(0, Math.max(0, parts.length - drop))
  return [...base, ...(node.module ? [node.module] : [])].join('.')
}

/** The module of the project that a name means in the module being run. */
function projectModule(name: string, frame: Frame): ModuleState | undefined {
  const resolved = stateOf(frame.program, frame.module)?.resolved
  if (resolved?.has(name)) return resolved.get(name)
  const found = name === '' ? undefined : (siblingOf(name, frame) ?? rooted(name, frame))
  const other = found?.module === frame.module ? undefined : found
  resolved?.set(name, other)
  return other
}

/** Folders in which projects keep their packages. */
const ROOT = /^(src|python|lib|packages)\.$/

/**
 * A module by its name from an import root; deep in the project, a folder called `torch` is not what `import torch` means,
 * unless beside a program, whose folder comes first for all that it imports.
 */
function rooted(name: string, frame: Frame): ModuleState | undefined {
  const found = frame.program.modules.get(name)
  const above = found?.module.name.endsWith(name) ? found.module.name.slice(0, -name.length) : ''
  const isBesideProgram = frame.module.name.startsWith(above) && frame.program.programFolders.has(above.slice(0, -1))
  const isDeep = above !== '' && !ROOT.test(above) && !isBesideProgram
  const [top = name] = name.split('.')
  return isDeep && frame.machine.isPackage(top) ? undefined : found
}

/** A script's own folder comes first on Python's path. */
function siblingOf(name: string, frame: Frame): ModuleState | undefined {
  const { path: own } = frame.module
  const folder = own.slice(0, own.lastIndexOf('/') + 1)
  const path = `/${folder}${name.replaceAll('.', '/')}`
  return frame.program.modules.get(`${path}.py`) ?? frame.program.modules.get(`${path}/__init__.py`)
}

function observeImport(
  imported: Pick<ImportSeen, 'node' | 'named' | 'name' | 'names'>,
  frame: Frame,
): boolean | undefined {
  const { name } = imported
  const [top = name] = name.split('.')
  const importable = frame.machine.importable(top)
  frame.observe?.({ kind: 'import', ...imported, top, importable, ...seenIn(frame) })
  return importable
}

/** Machine fact that the import of a module, by a statement or a call, succeeded or failed. */
export function importBasis(name: string, node: Span, frame: Frame): Basis {
  return { fact: 'import', name: name.split('.')[0] ?? name, place: placeOf(frame, node) }
}

/** The module that `importlib.import_module("flash_attn")` surely fails to import on the machine. */
export function failingByName(node: Expression | undefined, frame: Frame): string | undefined {
  if (node?.kind !== 'call') return undefined
  const { callee, arguments: given } = node
  const name = callee.kind === 'attribute' ? callee.name : callee.kind === 'name' ? callee.id : ''
  const module = given[0]?.value
  if (!/^(?:import_module|__import__)$/.test(name) || module?.kind !== 'string' || module.value === '') return undefined
  const [top = ''] = module.value.split('.')
  return projectModule(top, frame) || frame.machine.importable(top) !== false ? undefined : module.value
}
