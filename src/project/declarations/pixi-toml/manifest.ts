import type { FileFacts } from '../../facts.ts'
import type { TextFile } from '../../text-file.ts'
import { settingsOf } from '../list-settings.ts'
import { either } from '../marker-text.ts'
import { scopeOfGroup } from '../part.ts'
import { entriesOf, entryAt, scalarsOf, textAt, valueAt, type Placed } from '../placed.ts'
import { platformMarker } from '../platform-marker.ts'
import { sumFacts } from '../../sum-facts.ts'
import { readFeature } from './feature.ts'

/** A pixi manifest: a file of its own, or a table of another. */
export interface PixiManifest {
  readonly file: TextFile
  readonly format: string
  readonly root: Placed | undefined
  /** Keys that lead to the manifest's root. */
  readonly path: readonly string[]
}

/** What a pixi manifest declares: the workspace's own tables, and each feature's. */
export function readPixi({ file, format, root, path }: PixiManifest): FileFacts {
  if (root === undefined) return {}
  const workspace = valueAt(root, 'workspace') === undefined ? 'project' : 'workspace'
  const standard = featuresOfDefault(root)
  const features = entriesOf(valueAt(root, 'feature')).map(({ key, value }) => {
    const markers = scalarsOf(valueAt(value, 'platforms')).map((platform) => platformMarker(platform.text))
    const scope = standard.has(key) ? 'runtime' : scopeOfGroup(key, 'optional')
    const marker = either(markers)
    const part = { file, format, scope, group: key, ...(marker === undefined ? {} : { marker }) } as const
    return readFeature(part, value, [...path, 'feature', key])
  })
  return sumFacts([
    readFeature({ file, format, scope: 'runtime' }, root, path),
    readFeature({ file, format, scope: 'runtime' }, valueAt(root, workspace), [...path, workspace]),
    settingsOf(file, [...path, workspace, 'platforms'], entryAt(root, workspace, 'platforms')),
    ...features,
  ])
}

/** The features of the environment that is made when none is named. */
function featuresOfDefault(root: Placed): ReadonlySet<string> {
  const environment = valueAt(root, 'environments', 'default')
  const list = environment?.kind === 'table' ? valueAt(environment, 'features') : environment
  return new Set(scalarsOf(list).flatMap((feature) => textAt(feature) ?? []))
}
