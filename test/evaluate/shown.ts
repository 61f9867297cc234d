import { evaluateProject } from '../../src/evaluate/evaluate.ts'
import type { Mac } from '../../src/evaluate/mac.ts'
import type { Observation } from '../../src/evaluate/observation.ts'
import { options, type Value } from '../../src/evaluate/value.ts'
import type { ProjectFacts } from '../../src/project/facts.ts'
import { parsePython as parse } from '../../src/shipped/parse-python.ts'
import { readModule } from '../../src/project/python/read-module.ts'

const mac: Mac = {
  python: '3.12',
  importable: (module) => (module === 'triton' ? false : module === 'torch' ? true : undefined),
  version: () => undefined,
}
const nothing = {
  unread: [],
  declarations: [],
  locked: [],
  indexes: [],
  pythons: [],
  containers: [],
  commands: [],
  settings: [],
  kernels: [],
  builds: [],
  consoleScripts: [],
}

/** What is observed in a project of the given files. */
export function observe(files: Readonly<Record<string, string>>): readonly Observation[] {
  const modules = Object.entries(files).flatMap(
    ([path, text]) => readModule({ path, text }, parse, undefined).module ?? [],
  )
  const facts: ProjectFacts = { name: 'x', filesRead: 0, bytesRead: 0, modules, ...nothing }
  return evaluateProject(facts, mac).observations
}

/** What the calls of `show(...)` are given, and whether they run. */
export function shown(files: Readonly<Record<string, string>> | string): string[] {
  const observations = observe(typeof files === 'string' ? { 'main.py': files } : files)
  return observations.flatMap((seen) => {
    if (seen.kind !== 'call' || seen.node.callee.kind !== 'name' || seen.node.callee.id !== 'show') return []
    return [`${seen.live}: ${seen.positional.map(({ value }) => textOf(value)).join(', ')}`]
  })
}

function textOf(value: Value): string {
  const texts = options(value).map((option) => {
    if (option.kind === 'constant') return String(option.value)
    return option.kind === 'device' ? `<${option.name}>` : option.kind
  })
  return texts.join('|')
}
