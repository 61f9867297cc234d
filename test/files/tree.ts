import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** What stands at a path: text, bytes, or where a symbolic link leads. */
type Content = string | Uint8Array | { readonly link: string }

/** A folder with these files, removed when the test is over. */
export function tree(contents: Readonly<Record<string, Content>>): string {
  const root = mkdtempSync(join(tmpdir(), 'acclimate-tree-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }), 60_000)
  for (const [path, content] of Object.entries(contents)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    if (typeof content === 'object' && 'link' in content) symlinkSync(content.link, join(root, path))
    else writeFileSync(join(root, path), content)
  }
  return root
}
