import type { FileFacts } from '../../facts.ts'
import type { Format } from '../../format.ts'
import type { TextFile } from '../../text-file.ts'
import { valueAt } from '../placed.ts'
import { readPixi } from '../pixi-toml/manifest.ts'
import { limitUnread } from '../requirements-txt/limit-unread.ts'
import { sumFacts } from '../../sum-facts.ts'
import { readToml } from '../toml.ts'
import { bind, bindingsOf } from './bindings.ts'
import { readHatch } from './hatch.ts'
import { readPdm } from './pdm.ts'
import { readPoetry } from './poetry.ts'
import { readProject } from './project.ts'
import { readToolTasks } from './tasks.ts'
import { readUv } from './uv.ts'

export const format = {
  name: 'pyproject-toml',
  specification: 'https://packaging.python.org/en/latest/specifications/pyproject-toml/',
  recognises: (path) => /(?:^|\/)pyproject\.toml$/.test(path),
  read,
} satisfies Format

function read(file: TextFile): FileFacts {
  const { root, unread } = readToml(file)
  const manifest = { file, format: format.name, root }
  const project = readProject(manifest)
  const declared = new Set(project.declarations?.map((declaration) => declaration.name))
  const bindings = bindingsOf(file, root, declared)
  const facts = sumFacts([
    project,
    readPoetry(manifest, declared),
    readPdm(manifest),
    readHatch(manifest),
    readUv(manifest, bindings),
  ])
  const declarations = facts.declarations?.flatMap((one) => bind(one, bindings.get(one.name) ?? [])) ?? []
  const pixi = readPixi({ ...manifest, root: valueAt(root, 'tool', 'pixi'), path: ['tool', 'pixi'] })
  return limitUnread(file, sumFacts([{ ...facts, declarations }, pixi, readToolTasks(manifest), { unread }]))
}
