import type { Settings } from '../../../../src/config/options.ts'
import { mentionsSettings, OWN, settingsIn, SHARED } from '../../../../src/config/settings-in.ts'
import { decode } from '../../../../src/project/files/decode.ts'
import type { FileTree } from '../../../../src/project/files/file-tree.ts'

/** Bytes of a configuration file, as on disk. */
const MAX_BYTES = 1_000_000

/**
 * The settings that a project has in its root.
 *
 * @throws {UsageError} that says what is wrong with them
 */
export async function settingsOf(tree: FileTree): Promise<Settings> {
  const own = textOf(tree, OWN)
  if (own !== undefined) return settingsIn(OWN, own)
  const shared = textOf(tree, SHARED) ?? ''
  return mentionsSettings(shared) ? settingsIn(SHARED, shared) : {}
}

function textOf({ read }: FileTree, path: string): string | undefined {
  const content = read(path, MAX_BYTES, 'text')
  return content.kind === 'read' ? decode(content.bytes).text : undefined
}
