import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Knowledge } from '../../src/knowledge/knowledge.ts'
import { loadKnowledge } from '../../src/knowledge/load.ts'

/** The knowledge of this tree, compiled afresh, whatever dist/ holds. */
export function compiledKnowledge(): Knowledge {
  const folder = mkdtempSync(join(tmpdir(), 'acclimate-knowledge-'))
  execFileSync(process.execPath, ['tools/compile-knowledge.mjs', 'knowledge', folder])
  return loadKnowledge(pathToFileURL(`${folder}/`))
}
