import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Knowledge } from '../../src/knowledge/knowledge.ts'
import { knowledgeIn } from '../../src/shipped/knowledge.ts'

let compiled: Knowledge | undefined

/** The knowledge of this tree, compiled afresh, whatever dist/ holds: once for all test files of a process. */
export function compiledKnowledge(): Knowledge {
  compiled ??= compile()
  return compiled
}

function compile(): Knowledge {
  const folder = mkdtempSync(join(tmpdir(), 'acclimate-knowledge-'))
  execFileSync(process.execPath, ['tools/compile-knowledge.mjs', 'knowledge', folder])
  return knowledgeIn(pathToFileURL(`${folder}/`))
}
